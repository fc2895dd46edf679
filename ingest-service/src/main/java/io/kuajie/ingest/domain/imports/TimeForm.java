package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.EventTime;
import java.util.Optional;
import java.util.OptionalLong;

/** How a file writes times. */
public enum TimeForm {
    EPOCH_SECONDS("epoch-seconds"),
    EPOCH_MILLIS("epoch-millis"),
    ISO("iso");

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
        return this == ISO ? EventTime.parse(text) : number(text);
    }

    private OptionalLong number(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return OptionalLong.of(this == EPOCH_SECONDS ? Math.multiplyExact(number, 1000L) : number);
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
