package io.kuajie.recommend.app;

import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.serde.AvroBytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of served lists from the answers themselves, field by field in the schema's order, while what they tell of is at
 * hand: objects for another thread to read would have to be fetched by it. A test compares it with Avro's own writer.
 */
final class ServedWriter {
    private static final ThreadLocal<AvroBytes> ROOM = ThreadLocal.withInitial(AvroBytes::new);

    private final AvroBytes out = ROOM.get().clear();

    private ServedWriter() {}

    /** The record without the header that names its schema. */
    static byte[] write(Answer answer, Ask ask, @Nullable String surface, String requestId, long tookMicros) {
        ServedWriter writer = new ServedWriter();
        writer.head(answer, ask, surface, requestId);
        writer.items(answer);
        writer.out.text(answer.model());
        writer.out.text(answer.arm());
        writer.out.text(answer.fallback().wireName());
        writer.positions(answer);
        writer.choices(answer);
        writer.out.number(tookMicros);
        return writer.out.toBytes();
    }

    private void head(Answer answer, Ask ask, @Nullable String surface, String requestId) {
        out.text(requestId);
        out.number(ask.now().toEpochMilli());
        out.text(ask.storefront().value());
        out.optionalText(answer.leaf() == null ? null : answer.leaf().toString());
        out.optionalText(answer.person() == null ? null : answer.person().value());
        out.optionalText(answer.cluster().isEmpty() ? null : answer.cluster());
        out.optionalText(surface);
        out.optionalText(ask.domain().value());
    }

    private void items(Answer answer) {
        out.begin(answer.items().size());
        for (Recommended recommended : answer.items()) {
            item(recommended);
        }
        out.end();
    }

    private void item(Recommended recommended) {
        out.text(recommended.node().name());
        out.real(recommended.score());
        out.text(recommended.reason().code());
        Offer offer = recommended.offer();
        out.optionalText(offer == null ? null : offer.campaign());
        out.real(recommended.propensity());
        Double candidateScore = recommended.candidateScore();
        out.number(candidateScore == null ? 0 : 1);
        if (candidateScore != null) {
            out.real(candidateScore);
        }
    }

    private void positions(Answer answer) {
        out.begin(answer.asOf().size());
        for (SourcePosition position : answer.asOf()) {
            out.number(position.partition());
            out.number(position.offset());
        }
        out.end();
    }

    private void choices(Answer answer) {
        out.begin(answer.choices().size());
        for (Choice choice : answer.choices()) {
            out.text(choice.node().name());
            out.real(choice.probability());
        }
        out.end();
    }
}
