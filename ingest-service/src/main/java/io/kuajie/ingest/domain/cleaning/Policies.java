package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.EventTime;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rules of cleaning. An event is rejected for the first it breaks. */
public final class Policies {
    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final int LONGEST_MESSAGE_ID = 256;
    private static final Duration LONGEST_DWELL = Duration.ofHours(24);
    private static final Set<String> ABOUT_ITEMS = Set.of(
            Action.FAVOURITE.name(),
            Action.CART.name(),
            Action.UNCART.name(),
            Action.BUY.name(),
            Action.EVALUATE.name());
    private static final Set<String> GOING_BACK = Set.of(Action.REFUND.name(), Action.UNCART.name());

    private Policies() {}

    /** All rules, in the order they are asked. @param partners those that are configured */
    public static List<Policy> standard(Set<PartnerId> partners) {
        return List.of(
                knownPartner(partners),
                Policies::messageId,
                Policies::domain,
                Policies::action,
                Policies::plausibleTime,
                Policies::notInTheFuture,
                Policies::quantity,
                Policies::amount,
                Policies::rating,
                Policies::progress,
                Policies::dwell,
                Policies::itemNamed,
                Policies::item,
                Policies::agent,
                Policies::rate,
                Policies::sequence);
    }

    /** Noise: events that a partner's sites send and nobody needs. @param ignored their names, in any case */
    public static Policy wanted(Map<PartnerId, Set<String>> ignored) {
        Map<PartnerId, Set<String>> byPartner = new HashMap<>();
        ignored.forEach((partner, names) -> byPartner.put(
                partner,
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet())));
        return event -> {
            Set<String> names = byPartner.get(event.leaf().partner());
            String name = event.name();
            return unless(
                    names == null || name == null || !names.contains(name.toLowerCase(Locale.ROOT)),
                    () -> Violation.of(Reason.IGNORED, "configured to be ignored", "Nothing is to be done."));
        };
    }

    /** The first of the rules that the event breaks. */
    public static Optional<Violation> firstViolation(List<Policy> policies, RawEvent event) {
        for (Policy policy : policies) {
            Optional<Violation> violation = policy.violation(event);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    static Policy knownPartner(Set<PartnerId> partners) {
        return event -> unless(
                partners.contains(event.leaf().partner()),
                () -> Violation.of(
                        Reason.UNKNOWN_PARTNER, event.leaf().partner(), "Configure kuajie.partners for it."));
    }

    static Optional<Violation> messageId(RawEvent event) {
        int length = event.messageId().length();
        return unless(
                !event.messageId().isBlank() && length <= LONGEST_MESSAGE_ID,
                () -> Violation.of(Reason.BAD_MESSAGE_ID, length + " characters long", "Send a UUID."));
    }

    static Optional<Violation> domain(RawEvent event) {
        return unless(
                isValid(() -> new Domain(event.domain())),
                () -> Violation.of(Reason.BAD_DOMAIN, "of another form", "Send one such as beauty."));
    }

    static Optional<Violation> action(RawEvent event) {
        return unless(
                isValid(() -> new Action(event.action())),
                () -> Violation.of(Reason.BAD_ACTION, "of another form", "Send a short event name."));
    }

    static Optional<Violation> plausibleTime(RawEvent event) {
        return unless(
                event.receivedAt() >= 0 && event.occurredAt() >= EARLIEST,
                () -> Violation.of(
                        Reason.IMPLAUSIBLE_TIME,
                        event.occurredAt() + " ms since the epoch",
                        "Check seconds against milliseconds."));
    }

    static Optional<Violation> notInTheFuture(RawEvent event) {
        return unless(
                !EventTime.isTooFarAhead(event.occurredAt(), event.receivedAt()),
                () -> Violation.of(
                        Reason.FUTURE_TIME,
                        (event.occurredAt() - event.receivedAt()) + " ms ahead",
                        "Send sentAt, or set the clock."));
    }

    static Optional<Violation> quantity(RawEvent event) {
        double quantity = event.details().quantity();
        return unless(
                Double.isFinite(quantity) && quantity >= 0,
                () -> Violation.of(Reason.NEGATIVE_QUANTITY, quantity, "Send what goes back as a refund."));
    }

    static Optional<Violation> amount(RawEvent event) {
        Money amount = event.details().amount();
        return unless(
                amount == null || amount.minorUnits() >= 0 || GOING_BACK.contains(event.action()),
                () -> Violation.of(Reason.NEGATIVE_AMOUNT, "negative", "Send what goes back as a refund."));
    }

    static Optional<Violation> rating(RawEvent event) {
        Double rating = event.details().rating();
        return unless(
                rating == null || (rating >= 1 && rating <= 5),
                () -> Violation.of(Reason.RATING_RANGE, String.valueOf(rating), "Convert other scales."));
    }

    static Optional<Violation> progress(RawEvent event) {
        Double progress = event.details().progress();
        return unless(
                progress == null || (progress >= 0 && progress <= 1),
                () -> Violation.of(Reason.PROGRESS_RANGE, String.valueOf(progress), "Divide percentages by 100."));
    }

    static Optional<Violation> dwell(RawEvent event) {
        Long dwell = event.details().dwellMillis();
        return unless(
                dwell == null || (dwell >= 0 && dwell <= LONGEST_DWELL.toMillis()),
                () -> Violation.of(Reason.IMPLAUSIBLE_DWELL, dwell + " ms", "Stop the clock when nobody looks."));
    }

    static Optional<Violation> agent(RawEvent event) {
        return unless(
                !DeviceClass.BOT.equals(event.client().device()),
                () -> Violation.of(Reason.BOT_AGENT, "a crawler by its user agent", "Don't track those."));
    }

    static Optional<Violation> rate(RawEvent event) {
        return unless(
                !event.has(Mark.BOT_RATE),
                () -> Violation.of(Reason.BOT_RATE, "one of too many", "Give each person an id of their own."));
    }

    static Optional<Violation> sequence(RawEvent event) {
        return unless(
                !event.has(Mark.BOT_SEQUENCE),
                () -> Violation.of(Reason.BOT_SEQUENCE, "one after too many", "Give each person an id of their own."));
    }

    static Optional<Violation> itemNamed(RawEvent event) {
        return unless(
                event.details().item() != null || !ABOUT_ITEMS.contains(event.action()),
                () -> Violation.of(Reason.MISSING_ITEM, "absent", "Send product_id."));
    }

    static Optional<Violation> item(RawEvent event) {
        String item = event.details().item();
        return unless(
                item == null || mayName(event, item),
                () -> Violation.of(Reason.BAD_ITEM, "of another form", "Send an id of at most 256 characters."));
    }

    /** A storefront shows other partners' items and tells who looks at them; what was paid for, only their owner tells. */
    private static boolean mayName(RawEvent event, String item) {
        if (!isValid(() -> ItemKey.parse(item))) {
            return false;
        }
        boolean isPaid =
                event.action().equals(Action.BUY.name()) || event.action().equals(Action.REFUND.name());
        return !isPaid || ItemKey.parse(item).partner().equals(event.leaf().partner());
    }

    private static boolean isValid(Runnable construction) {
        try {
            construction.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Violation> unless(boolean passes, Supplier<Violation> violation) {
        return passes ? Optional.empty() : Optional.of(violation.get());
    }
}
