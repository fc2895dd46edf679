package io.kuajie.recommend.app;

import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Incentive;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.offers.Offer;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import io.kuajie.recommend.domain.serving.Answer.Recommended;
import io.kuajie.recommend.domain.serving.Ask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an answer down: for the storefront, and for the record. */
final class Replies {
    private Replies() {}

    /** @param asOf what the list is up to date with where nothing of a person is in it */
    static RecommendationResponse response(
            Answer answer, Ask ask, String asOf, ItemViews views, String requestId, long tookMicros) {
        List<Entry> entries = new ArrayList<>(answer.items().size());
        Said said = new Said();
        // All at once, so that the processor fetches them side by side.
        ItemView[] shown = new ItemView[answer.items().size()];
        Arrays.setAll(shown, place -> views.of(answer.items().get(place).node(), ask.locale()));
        for (int place = 0; place < shown.length; place++) {
            Recommended recommended = answer.items().get(place);
            entries.add(entry(recommended, said.of(recommended.reason()), shown[place], ask.locale()));
        }
        return new RecommendationResponse(
                requestId,
                entries,
                answer.model(),
                answer.objective().wireName(),
                answer.arm(),
                answer.fallback().wireName(),
                answer.asOf().isEmpty() ? asOf : joined(answer.asOf()),
                answer.leftOut(),
                tookMicros);
    }

    /** A list gives few reasons, each for several of its places: so few that they are found by looking at each. */
    private static final class Said {
        private final List<Reason> reasons = new ArrayList<>();
        private final List<RecommendationResponse.Reason> written = new ArrayList<>();

        RecommendationResponse.Reason of(Reason reason) {
            for (int known = 0; known < reasons.size(); known++) {
                if (reasons.get(known) == reason) {
                    return written.get(known);
                }
            }
            reasons.add(reason);
            written.add(Replies.reason(reason));
            return written.getLast();
        }
    }

    private static String joined(List<SourcePosition> positions) {
        StringBuilder joined = new StringBuilder();
        for (SourcePosition position : positions) {
            joined.append(joined.isEmpty() ? "" : ",").append(position);
        }
        return joined.toString();
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
        int[] campaigns = campaigns(answer.items());
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
                ModelKind.of(answer.model()),
                answer.pinned(),
                items,
                scores,
                campaigns,
                choices,
                probabilities);
    }

    private static int[] campaigns(List<Recommended> items) {
        int[] campaigns = new int[0];
        for (int place = 0; place < items.size(); place++) {
            Offer offer = items.get(place).offer();
            if (offer != null) {
                campaigns = campaigns.length == 0 ? new int[items.size()] : campaigns;
                campaigns[place] = ServedList.numberOf(offer.campaign());
            }
        }
        return campaigns;
    }

    /** Records of one person stand in one partition; those of nobody are spread. */
    static String key(Answer answer, String requestId) {
        if (answer.person() != null) {
            return answer.person().value();
        }
        return answer.leaf() != null ? answer.leaf().toString() : requestId;
    }

    private static Entry entry(
            Recommended recommended, RecommendationResponse.Reason reason, ItemView shown, String locale) {
        return new Entry(
                shown,
                Math.round(recommended.score() * 1e6) / 1e6,
                reason,
                recommended.offer() == null ? null : incentive(recommended.offer(), locale));
    }

    private static RecommendationResponse.Reason reason(Reason reason) {
        return RecommendationResponse.Reason.of(
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
