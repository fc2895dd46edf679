package io.kuajie.ingest.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PoliciesTest {
    private static final long NOW = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long LONGEST_DWELL = 24 * HOUR;

    private final List<Policy> policies = Policies.standard(Set.of(new PartnerId("academy")));

    @Test
    void standard_oldEventOfAnImport_passes() {
        assertThat(firstViolation(event("buy", "academy:java", NOW - 8 * 365 * 24 * HOUR)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void standard_brokenRule_isNamed(RawEvent event, Reason reason) {
        assertThat(firstViolation(event)).map(Violation::reason).contains(reason);
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of(event("browse", null, NOW + HOUR + 1), Reason.FUTURE_TIME),
                Arguments.of(event("browse", null, 1_511_658_000L), Reason.IMPLAUSIBLE_TIME),
                Arguments.of(event("", null, NOW), Reason.BAD_ACTION),
                Arguments.of(event("a\nb", null, NOW), Reason.BAD_ACTION),
                Arguments.of(event("buy", null, NOW), Reason.MISSING_ITEM),
                Arguments.of(event("buy", "blossom:mask", NOW), Reason.BAD_ITEM),
                Arguments.of(event("buy", "academy:", NOW), Reason.BAD_ITEM),
                Arguments.of(about("buy", details(-1, null, null, null)), Reason.NEGATIVE_QUANTITY),
                Arguments.of(about("buy", details(Double.NaN, null, null, null)), Reason.NEGATIVE_QUANTITY),
                Arguments.of(about("buy", details(1, new Money(-1, "CNY"), null, null)), Reason.NEGATIVE_AMOUNT),
                Arguments.of(about("evaluate", details(1, null, 5.5, null)), Reason.RATING_RANGE),
                Arguments.of(about("evaluate", details(1, null, Double.NaN, null)), Reason.RATING_RANGE),
                Arguments.of(about("learn", details(1, null, null, 50.0)), Reason.PROGRESS_RANGE),
                Arguments.of(dwelling(LONGEST_DWELL + 1), Reason.IMPLAUSIBLE_DWELL),
                Arguments.of(dwelling(-1), Reason.IMPLAUSIBLE_DWELL),
                Arguments.of(identified(""), Reason.BAD_MESSAGE_ID),
                Arguments.of(identified(" "), Reason.BAD_MESSAGE_ID),
                Arguments.of(identified("m".repeat(257)), Reason.BAD_MESSAGE_ID),
                Arguments.of(placed("course", "stranger"), Reason.UNKNOWN_PARTNER),
                Arguments.of(placed("Course", "academy"), Reason.BAD_DOMAIN),
                Arguments.of(placed("c", "academy"), Reason.BAD_DOMAIN),
                Arguments.of(of(new Client(null, null, DeviceClass.BOT, null)), Reason.BOT_AGENT));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void standard_lastThatARuleAllows_passes(RawEvent event) {
        assertThat(firstViolation(event)).isEmpty();
    }

    static Stream<RawEvent> extremes() {
        return Stream.of(
                event("browse", null, NOW + HOUR),
                event("b".repeat(64), null, NOW),
                dwelling(LONGEST_DWELL),
                dwelling(0),
                identified("m".repeat(256)),
                placed("a1", "academy"),
                about("evaluate", details(0, new Money(0, "CNY"), 1.0, 0.0)),
                about("evaluate", details(1, null, 5.0, 1.0)));
    }

    @Test
    void standard_marksOfBots_areNamed() {
        assertThat(firstViolation(event("browse", null, NOW).marked(Mark.BOT_RATE)))
                .map(Violation::reason)
                .contains(Reason.BOT_RATE);
        assertThat(firstViolation(event("browse", null, NOW).marked(Mark.BOT_SEQUENCE)))
                .map(Violation::reason)
                .contains(Reason.BOT_SEQUENCE);
        assertThat(firstViolation(event("browse", null, NOW).marked(Mark.OFF_PLAN)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "academy,Page Ping,true",
        "academy,PAGE PING,true",
        "academy,Page Pings,false",
        "academy,,false",
        "blossom,Page Ping,false"
    })
    void wanted_namesOfThePartnerInAnyCase_areIgnored(String partner, @Nullable String name, boolean ignored) {
        // Given
        Policy wanted = Policies.wanted(Map.of(new PartnerId("academy"), Set.of("Page Ping")));
        // When
        Optional<Violation> violation = wanted.violation(named(partner, name));
        // Then
        assertThat(violation.map(Violation::reason))
                .isEqualTo(ignored ? Optional.of(Reason.IGNORED) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "browse,,,1",
        "buy,,,8",
        "refund,,,-8",
        "uncart,,,-4",
        "exposure,,,0",
        "Poster Downloaded,,,0",
        "evaluate,5,,3",
        "evaluate,3,,0",
        "evaluate,1,,-3",
        "evaluate,,,3",
        "learn,,1,4",
        "learn,,0,1",
        "learn,,,1"
    })
    void weight_followsActionRatingAndProgress(
            String action, @Nullable Double rating, @Nullable Double progress, double expected) {
        // When
        double weight = Weight.of(about(action, details(1, null, rating, progress)));
        // Then
        assertThat(weight).isCloseTo(expected, within(1e-12));
    }

    private Optional<Violation> firstViolation(RawEvent event) {
        return policies.stream()
                .map(policy -> policy.violation(event))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static RawEvent event(String action, @Nullable String item, long occurredAt) {
        Details details = new Details(item, null, 1, null, null, null, null, null, null, null, null, null);
        return raw(action, details, occurredAt);
    }

    private static RawEvent about(String action, Details details) {
        return raw(action, details, NOW);
    }

    private static Details details(
            double quantity, @Nullable Money amount, @Nullable Double rating, @Nullable Double progress) {
        return new Details(
                "academy:java", null, quantity, amount, rating, progress, null, null, null, null, null, null);
    }

    private static RawEvent dwelling(long millis) {
        Details details = new Details(null, null, 1, null, null, null, millis, null, null, null, null, null);
        return raw("dwell", details, NOW);
    }

    private static RawEvent named(String partner, @Nullable String name) {
        return raw(partner, "m", name, "ping", "course", Details.NONE, Client.UNKNOWN, NOW);
    }

    private static RawEvent identified(String messageId) {
        return raw("academy", messageId, null, "browse", "course", Details.NONE, Client.UNKNOWN, NOW);
    }

    private static RawEvent placed(String domain, String partner) {
        return raw(partner, "m", null, "browse", domain, Details.NONE, Client.UNKNOWN, NOW);
    }

    private static RawEvent of(Client client) {
        return raw("academy", "m", null, "browse", "course", Details.NONE, client, NOW);
    }

    private static RawEvent raw(String action, Details details, long occurredAt) {
        return raw("academy", "m", null, action, "course", details, Client.UNKNOWN, occurredAt);
    }

    private static RawEvent raw(
            String partner,
            String messageId,
            @Nullable String name,
            String action,
            String domain,
            Details details,
            Client client,
            long occurredAt) {
        return new RawEvent(
                LeafKey.parse(partner + ":p"),
                false,
                messageId,
                "track",
                name,
                action,
                domain,
                occurredAt,
                NOW,
                details,
                client,
                null,
                Origin.http(null));
    }
}
