package io.kuajie.ingest.domain.event;

import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.TimeForm;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;

/** Reads times as senders write them, and corrects them by the sender's clock skew. */
public final class EventTime {
    /** Numbers from here on are milliseconds since the epoch, below it seconds; as seconds this is the year 5138. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final long FURTHEST_AHEAD_MILLIS = Duration.ofHours(1).toMillis();

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    private EventTime() {}

    /**
     * Milliseconds since the epoch of a time in RFC 3339 (a space for the T and a missing zone, taken as UTC, are allowed) or as
     * a number of seconds or milliseconds since the epoch.
     */
    public static OptionalLong parse(String text) {
        String time = text.strip();
        if (!time.isEmpty() && time.length() <= 15 && time.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(time);
            return OptionalLong.of(number < FIRST_MILLIS ? number * 1000 : number);
        }
        byte[] ascii = time.getBytes(StandardCharsets.US_ASCII);
        long common = TimeForm.parse(ascii, 0, ascii.length);
        if (common != TimeForm.OTHER) {
            return OptionalLong.of(common);
        }
        try {
            return OptionalLong.of(instant(time).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** The time that a value says; empty if it says none. */
    public static OptionalLong parse(Json value) {
        long common = value.time();
        if (common != TimeForm.OTHER) {
            return OptionalLong.of(common);
        }
        String text = value.ownText();
        return text == null ? OptionalLong.empty() : parse(text);
    }

    /**
     * When it happened: {@code receivedAt − (sentAt − stated)}, which cancels the sender's clock. All in milliseconds since the
     * epoch.
     */
    public static long corrected(long stated, long sentAt, long receivedAt) {
        return receivedAt - (sentAt - stated);
    }

    /** Whether a time lies further ahead of its arrival than any event's may. Both in milliseconds since the epoch. */
    public static boolean isTooFarAhead(long time, long receivedAt) {
        return time - receivedAt > FURTHEST_AHEAD_MILLIS;
    }

    private static Instant instant(String time) {
        var parsed = LENIENT.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
