package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Objective;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedWriterTest {
    private static final PartnerId PARTNER = new PartnerId("blossom");
    private static final Domain BEAUTY = new Domain("beauty");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Items items = new Items();

    @Test
    void write_anyAnswer_givesTheBytesThatAvroGives() throws IOException {
        for (int i = 0; i < 500; i++) {
            // Given
            Answer answer = answer();
            Ask ask = Asks.at(PARTNER, BEAUTY).ask();
            String surface = optional();
            String requestId = text();
            long tookMicros = random.nextLong();

            // When
            byte[] bytes = ServedWriter.write(answer, ask, surface, requestId, tookMicros);

            // Then
            assertThat(bytes).isEqualTo(avro(served(answer, ask, surface, requestId, tookMicros)));
        }
    }

    private static byte[] avro(Served list) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(Served.class).write(list, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Served served(Answer answer, Ask ask, @Nullable String surface, String requestId, long tookMicros) {
        return new Served(
                requestId,
                ask.now(),
                ask.storefront().value(),
                answer.leaf() == null ? null : answer.leaf().toString(),
                answer.person() == null ? null : answer.person().value(),
                answer.cluster().isEmpty() ? null : answer.cluster(),
                surface,
                ask.domain().value(),
                answer.items().stream().map(ServedWriterTest::item).toList(),
                answer.model(),
                answer.arm(),
                answer.fallback().wireName(),
                answer.asOf().stream()
                        .map(position -> new Position(position.partition(), position.offset()))
                        .toList(),
                answer.choices().stream()
                        .map(choice -> new ServedChoice(choice.node().key().toString(), choice.probability()))
                        .toList(),
                tookMicros);
    }

    private static ServedItem item(Recommended recommended) {
        return new ServedItem(
                recommended.node().key().toString(),
                recommended.score(),
                recommended.reason().code(),
                recommended.offer() == null ? null : recommended.offer().campaign(),
                recommended.propensity(),
                recommended.candidateScore());
    }

    private Answer answer() {
        List<Recommended> recommended = IntStream.range(0, random.nextInt(1, 25))
                .mapToObj(i -> recommended())
                .toList();
        LeafKey leaf = random.nextBoolean() ? Town.leaf(PARTNER, "user-" + random.nextInt()) : null;
        return new Answer(
                recommended,
                Fallback.values()[random.nextInt(Fallback.values().length)],
                leaf,
                leaf == null || random.nextBoolean() ? null : PersonKey.of(leaf),
                random.nextBoolean() ? "" : text(),
                many().mapToObj(i -> new SourcePosition(random.nextInt(1 << 20), random.nextLong(Long.MAX_VALUE)))
                        .toList(),
                text(),
                Objective.CLICKS,
                many().mapToObj(i -> new Choice(node(), random.nextDouble())).toList(),
                List.of());
    }

    private Recommended recommended() {
        return new Recommended(
                node(),
                random.nextDouble(-1, 1),
                random.nextBoolean() ? random.nextDouble() : null,
                random.nextDouble(),
                new Reason(text(), "", List.of()),
                random.nextBoolean() ? offer() : null);
    }

    private ItemNode node() {
        return items.of(new ItemKey(PARTNER, "精华-" + random.nextInt(1 << 20)));
    }

    private Offer offer() {
        return new Offer(
                text(),
                "coupon",
                "",
                Map.of(),
                PARTNER,
                null,
                BEAUTY,
                Set.of(),
                Set.of(),
                null,
                10.0,
                null,
                null,
                0,
                Instant.EPOCH,
                Instant.MAX);
    }

    private IntStream many() {
        return IntStream.range(0, random.nextInt(0, 25));
    }

    private @Nullable String optional() {
        return random.nextBoolean() ? text() : null;
    }

    private String text() {
        return "精x".repeat(random.nextInt(0, 60));
    }
}
