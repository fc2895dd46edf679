package io.kuajie.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the lines of a file are read: here only for pace, links and samples. The door reads them for itself. */
public enum Format {
    /** user,item,category,behaviour,epoch seconds. */
    TAOBAO("text/csv") {
        @Override
        Optional<Instant> time(String line) {
            String[] fields = line.split(",", -1);
            return fields.length == 5 ? epochSecond(fields[4]) : Optional.empty();
        }

        @Override
        Optional<String> user(String line) {
            return field(line, ",");
        }
    },
    /** user, item and 1, parted by blanks or tabs; without times. */
    PAIRS("text/plain") {
        @Override
        Optional<Instant> time(String line) {
            return Optional.empty();
        }

        @Override
        Optional<String> user(String line) {
            return field(line, "\\s+");
        }
    },
    /** One event of the Segment shape a line. */
    SEGMENT_NDJSON("application/x-ndjson") {
        @Override
        Optional<Instant> time(String line) {
            return text(line, "timestamp", "originalTimestamp").flatMap(Format::instant);
        }

        @Override
        Optional<String> user(String line) {
            return text(line, "userId");
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Reads a name such as {@code segment-ndjson}. */
    public static Format parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The format (%s) must be taobao, pairs or segment-ndjson.".formatted(name)));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String mediaType() {
        return mediaType;
    }

    /** When the line's event happened; empty where the line doesn't say. */
    abstract Optional<Instant> time(String line);

    /** Who did it; empty where the line doesn't say. */
    abstract Optional<String> user(String line);

    private static Optional<String> field(String line, String separator) {
        String first = line.strip().split(separator, 2)[0];
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    private static Optional<Instant> epochSecond(String digits) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(digits.strip())));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(String line, String... names) {
        try {
            JsonNode event = JSON.readTree(line);
            return Arrays.stream(names)
                    .map(name -> event.path(name).asText(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
