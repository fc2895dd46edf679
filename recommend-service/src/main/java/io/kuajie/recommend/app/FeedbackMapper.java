package io.kuajie.recommend.app;

import io.kuajie.events.Behavior;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.serving.Answer.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads records of served lists, and events as what they say of lists. */
final class FeedbackMapper {
    /** What the door writes on events that come faster than a person's. */
    private static final String OF_A_BOT = "bot-rate";

    private final Items items;

    FeedbackMapper(Items items) {
        this.items = items;
    }

    /** @throws IllegalArgumentException if an id or a key in it has not the form it must have */
    ServedList list(Served served) {
        int[] numbers = new int[served.getItems().size()];
        double[] scores = new double[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            ServedItem item = served.getItems().get(place);
            numbers[place] = number(item.getItem());
            scores[place] = candidateScore(item);
        }
        int[] campaigns = campaigns(served.getItems());
        int[] choices = new int[served.getChoices().size()];
        double[] probabilities = new double[choices.length];
        for (int choice = 0; choice < choices.length; choice++) {
            ServedChoice tried = served.getChoices().get(choice);
            choices[choice] = number(tried.getItem());
            probabilities[choice] = tried.getProbability();
        }
        return new ServedList(
                UUID.fromString(served.getRequestId()),
                served.getServedAt(),
                new PartnerId(served.getPartner()),
                served.getLeaf() == null ? null : LeafKey.parse(served.getLeaf()),
                Objects.requireNonNullElse(served.getCluster(), ""),
                Objects.requireNonNullElse(served.getSurface(), ""),
                ModelKind.of(served.getModel()),
                pinned(served.getItems()),
                numbers,
                scores,
                campaigns,
                choices,
                probabilities);
    }

    private static int[] campaigns(List<ServedItem> items) {
        boolean carriesAny = items.stream().anyMatch(item -> item.getCampaign() != null);
        return carriesAny
                ? items.stream()
                        .mapToInt(item -> ServedList.numberOf(item.getCampaign()))
                        .toArray()
                : new int[0];
    }

    /** They come first. */
    private static int pinned(List<ServedItem> items) {
        return (int) items.stream()
                .takeWhile(item -> item.getReason().equals(Reason.PINNED))
                .count();
    }

    /** What the event says of a list; empty if it names none, or says nothing good. */
    Optional<Sign> sign(Behavior behavior) {
        UUID request = request(behavior.getRequestId());
        Kind kind = kind(behavior.getAction());
        if (request == null || kind == null || behavior.getMarks().contains(OF_A_BOT)) {
            return Optional.empty();
        }
        ItemKey item = behavior.getItem() == null ? null : ItemKey.parse(behavior.getItem());
        return Optional.of(new Sign(request, LeafKey.parse(behavior.getLeaf()), kind, item, behavior.getOccurredAt()));
    }

    private static @Nullable Kind kind(String action) {
        return switch (action) {
            case "exposure" -> Kind.SHOWN;
            case "buy" -> Kind.ORDERED;
            case "refund" -> Kind.REFUNDED;
            case "click", "browse", "cart", "favourite", "share", "learn" -> Kind.CLICKED;
            default -> null;
        };
    }

    /** Events carry whatever their senders put there. */
    private static @Nullable UUID request(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static double candidateScore(ServedItem item) {
        return Objects.requireNonNullElse(item.getCandidateScore(), item.getScore());
    }

    private int number(String key) {
        return items.of(ItemKey.parse(key)).number();
    }
}
