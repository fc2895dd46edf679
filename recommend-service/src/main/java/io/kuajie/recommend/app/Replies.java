package io.kuajie.recommend.app;

import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Incentive;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Choice;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an answer down: for the storefront, and for the record. */
final class Replies {
    private Replies() {}

    static RecommendationResponse response(Answer answer, Ask ask, ItemViews views, String requestId, long tookMicros) {
        List<Entry> entries = new ArrayList<>(answer.items().size());
        for (Recommended recommended : answer.items()) {
            entries.add(entry(recommended, views, ask.locale()));
        }
        return new RecommendationResponse(
                requestId,
                entries,
                answer.model(),
                answer.arm(),
                answer.fallback().wireName(),
                joined(answer.asOf()),
                answer.leftOut(),
                tookMicros);
    }

    private static String joined(List<SourcePosition> positions) {
        StringBuilder joined = new StringBuilder();
        for (SourcePosition position : positions) {
            joined.append(joined.isEmpty() ? "" : ",").append(position);
        }
        return joined.toString();
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
                servedItems(answer.items()),
                response.model(),
                response.arm(),
                response.fallback(),
                positions(answer.asOf()),
                choices(answer.choices()),
                response.tookMicros());
    }

    /** The same as {@link FeedbackMapper} makes of the record. */
    static ServedList kept(Answer answer, Ask ask, @Nullable String surface, UUID request) {
        int[] items = new int[answer.items().size()];
        double[] scores = new double[items.length];
        for (int place = 0; place < items.length; place++) {
            Recommended recommended = answer.items().get(place);
            Double candidateScore = recommended.candidateScore();
            items[place] = recommended.node().number();
            scores[place] = candidateScore == null ? recommended.score() : candidateScore;
        }
        int[] choices = new int[answer.choices().size()];
        double[] probabilities = new double[choices.length];
        for (int choice = 0; choice < choices.length; choice++) {
            choices[choice] = answer.choices().get(choice).node().number();
            probabilities[choice] = answer.choices().get(choice).probability();
        }
        return new ServedList(
                request,
                ask.now(),
                ask.storefront(),
                answer.leaf(),
                answer.cluster(),
                Objects.requireNonNullElse(surface, ""),
                items,
                scores,
                choices,
                probabilities);
    }

    private static List<Position> positions(List<SourcePosition> asOf) {
        List<Position> positions = new ArrayList<>(asOf.size());
        for (SourcePosition position : asOf) {
            positions.add(new Position(position.partition(), position.offset()));
        }
        return positions;
    }

    private static List<ServedChoice> choices(List<Choice> choices) {
        List<ServedChoice> served = new ArrayList<>(choices.size());
        for (Choice choice : choices) {
            served.add(new ServedChoice(choice.node().name(), choice.probability()));
        }
        return served;
    }

    private static List<ServedItem> servedItems(List<Recommended> items) {
        List<ServedItem> served = new ArrayList<>(items.size());
        for (Recommended recommended : items) {
            Offer offer = recommended.offer();
            served.add(new ServedItem(
                    recommended.node().name(),
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

    private static Entry entry(Recommended recommended, ItemViews views, String locale) {
        return new Entry(
                views.of(recommended.node(), locale),
                Math.round(recommended.score() * 1e6) / 1e6,
                reason(recommended.reason()),
                recommended.offer() == null ? null : incentive(recommended.offer(), locale));
    }

    private static RecommendationResponse.Reason reason(Reason reason) {
        return new RecommendationResponse.Reason(
                reason.code(), reason.text().isEmpty() ? null : reason.text(), names(reason.because()));
    }

    private static List<String> names(List<ItemKey> keys) {
        return switch (keys.size()) {
            case 0 -> List.of();
            case 1 -> List.of(keys.getFirst().toString());
            default -> keys.stream().map(ItemKey::toString).toList();
        };
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
