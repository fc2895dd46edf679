package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A user id in a header. Headers carry ASCII only, so ids with other characters, or with a percent sign, are sent
 * percent-encoded as UTF-8; ids of plain ASCII are sent as they are.
 */
final class UserIdHeader {
    private UserIdHeader() {}

    /** The id; null where the header is missing. */
    static @Nullable String decode(String header, @Nullable String sent) {
        if (sent == null || sent.indexOf('%') < 0) {
            return sent;
        }
        try {
            return URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            400,
                            "The header %s has a percent sign that starts no escape; percent-encode the id as UTF-8."
                                    .formatted(header))
                    .toException();
        }
    }
}
