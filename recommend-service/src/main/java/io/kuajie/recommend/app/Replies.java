package io.kuajie.recommend.app;

import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Incentive;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an answer down: for the storefront, and for the record. */
final class Replies {
    private Replies() {}

    static RecommendationResponse response(Answer answer, Ask ask, String requestId, long tookMicros) {
        return new RecommendationResponse(
                requestId,
                answer.items().stream()
                        .map(recommended -> entry(recommended, ask.locale()))
                        .toList(),
                answer.model(),
                answer.arm(),
                answer.fallback().wireName(),
                answer.asOf().stream().map(SourcePosition::toString).collect(Collectors.joining(",")),
                answer.leftOut(),
                tookMicros);
    }

    /** By constructors, since builders check and copy each field of each place. @param response the same for the storefront */
    static Served served(Answer answer, Ask ask, @Nullable String surface, RecommendationResponse response) {
        return new Served(
                response.requestId(),
                ask.now(),
                ask.storefront().value(),
                answer.leaf() == null ? null : answer.leaf().toString(),
                answer.person() == null ? null : answer.person().value(),
                answer.cluster().isEmpty() ? null : answer.cluster(),
                surface,
                ask.domain().value(),
                servedItems(answer.items(), response.items()),
                response.model(),
                response.arm(),
                response.fallback(),
                answer.asOf().stream()
                        .map(position -> new Position(position.partition(), position.offset()))
                        .toList(),
                answer.choices().stream()
                        .map(choice -> new ServedChoice(choice.node().key().toString(), choice.probability()))
                        .toList(),
                response.tookMicros());
    }

    private static List<ServedItem> servedItems(List<Recommended> items, List<Entry> entries) {
        List<ServedItem> served = new ArrayList<>(items.size());
        for (int place = 0; place < items.size(); place++) {
            Recommended recommended = items.get(place);
            Offer offer = recommended.offer();
            served.add(new ServedItem(
                    entries.get(place).item(),
                    recommended.score(),
                    recommended.reason().code(),
                    offer == null ? null : offer.campaign(),
                    recommended.propensity(),
                    recommended.candidateScore()));
        }
        return served;
    }

    /** Records of one person stand in one partition; those of nobody are spread. */
    static String key(Answer answer, String requestId) {
        if (answer.person() != null) {
            return answer.person().value();
        }
        return answer.leaf() != null ? answer.leaf().toString() : requestId;
    }

    private static Entry entry(Recommended recommended, String locale) {
        ItemNode node = recommended.node();
        Item item = node.item();
        return new Entry(
                node.key().toString(),
                node.domain() == null ? null : node.domain().value(),
                Math.round(recommended.score() * 1e6) / 1e6,
                item == null ? null : item.title(locale),
                item == null ? null : item.price(),
                item == null ? null : item.image(),
                item == null ? null : item.link(),
                reason(recommended.reason()),
                recommended.offer() == null ? null : incentive(recommended.offer(), locale));
    }

    private static RecommendationResponse.Reason reason(Reason reason) {
        return new RecommendationResponse.Reason(
                reason.code(),
                reason.text().isEmpty() ? null : reason.text(),
                reason.because().stream().map(ItemKey::toString).toList());
    }

    private static Incentive incentive(Offer offer, String locale) {
        return new Incentive(
                offer.campaign(),
                offer.kind(),
                offer.title(locale),
                offer.endsAt(),
                offer.percentOff(),
                offer.amountOff(),
                offer.minimumSpend());
    }

    static List<String> optional(@Nullable String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value);
    }
}
