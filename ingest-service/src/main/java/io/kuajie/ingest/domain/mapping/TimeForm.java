package io.kuajie.ingest.domain.mapping;

import io.kuajie.ingest.domain.event.EventTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How a file writes times. */
public enum TimeForm {
    EPOCH_SECONDS("epoch-seconds"),
    EPOCH_MILLIS("epoch-millis"),
    ISO("iso"),
    /** As web servers write it, {@code 01/Mar/2026:08:00:00 +0800}. */
    ACCESS_LOG("access-log");

    private static final DateTimeFormatter OF_LOGS =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final String wireName;

    TimeForm(String wireName) {
        this.wireName = wireName;
    }

    public static Optional<TimeForm> fromWireName(String name) {
        for (TimeForm form : values()) {
            if (form.wireName.equals(name)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** Milliseconds since the epoch; empty if the text has another form. */
    public OptionalLong parse(String text) {
        return switch (this) {
            case ISO -> EventTime.parse(text);
            case ACCESS_LOG -> ofLog(text);
            case EPOCH_SECONDS -> number(text, 1000);
            case EPOCH_MILLIS -> number(text, 1);
        };
    }

    private static OptionalLong ofLog(String text) {
        try {
            return OptionalLong.of(
                    OffsetDateTime.parse(text, OF_LOGS).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong number(String text, long millis) {
        try {
            return OptionalLong.of(Math.multiplyExact(Long.parseLong(text.strip()), millis));
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
