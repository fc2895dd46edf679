package io.kuajie.campaign.domain.effect;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a list of recommendations, which later events echo. */
public record RequestId(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A request id must be 1 to 128 printable ASCII characters.");
        }
    }

    /** Reads what an event echoed; empty if no list can have this id. */
    public static Optional<RequestId> parse(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new RequestId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
