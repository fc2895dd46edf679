package io.kuajie.ingest.app.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as W3C Trace Context writes it in the header {@code traceparent}. It travels as the header of
 * the same name with the records that the request becomes, through cleaning too, so that a tracer, or who looks for them, finds them.
 */
public final class TraceContext {
    public static final String HEADER = "traceparent";
    /** Header in which answers tell what travels with the records. */
    public static final String RESPONSE = "traceresponse";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int ID_START = 3;
    private static final int ID_END = 35;

    private final String parent;
    private final boolean isTold;
    private final List<Header> headers;

    private TraceContext(String parent, boolean isTold) {
        this.parent = parent;
        this.isTold = isTold;
        this.headers = List.of(new RecordHeader(HEADER, parent.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The trace that a header tells; one of its own where there is none, or something else stands in its place. */
    public static TraceContext of(@Nullable String header) {
        TraceContext told = told(header);
        return told == null ? begun() : told;
    }

    /** The trace that a header tells; null where there is none, or something else stands in its place. */
    public static @Nullable TraceContext told(@Nullable String header) {
        return header == null || !FORM.matcher(header).matches() ? null : new TraceContext(header, true);
    }

    /** One of its own, which no tracer samples: it is there to be found by. */
    public static TraceContext begun() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return new TraceContext(
                "00-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong()) + "-"
                        + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-00",
                false);
    }

    /** Whether the caller told it. */
    boolean isTold() {
        return isTold;
    }

    /** What all that belongs together has in common: 32 hexadecimal digits. */
    public String id() {
        return parent.substring(ID_START, ID_END);
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return parent;
    }

    List<Header> headers() {
        return headers;
    }
}
