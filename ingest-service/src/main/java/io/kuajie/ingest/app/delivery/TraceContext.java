package io.kuajie.ingest.app.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as W3C Trace Context writes it in the header {@code traceparent}. It travels as the header of
 * the same name with the records that the request becomes, through cleaning too, so that a tracer finds them.
 */
public final class TraceContext {
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final List<Header> headers;

    private TraceContext(String parent) {
        headers = List.of(new RecordHeader(HEADER, parent.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The context that a header tells; null where there is none, or something else stands in its place. */
    public static @Nullable TraceContext of(@Nullable String header) {
        return header == null || !FORM.matcher(header).matches() ? null : new TraceContext(header);
    }

    List<Header> headers() {
        return headers;
    }
}
