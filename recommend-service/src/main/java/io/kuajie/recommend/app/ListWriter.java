package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a list as JSON, field by field, since it is most of what the service sends. Offers, which few places have, are bound as
 * usual; a test compares the whole with what is bound. Thread-safe.
 */
record ListWriter(ObjectMapper mapper) {
    /** Of a list of twenty items. */
    static final int USUAL_BYTES = 8 << 10;

    private static final byte[] REQUEST_ID = ascii("{\"requestId\":");
    private static final byte[] ITEMS = ascii(",\"items\":[");
    private static final byte[] NEXT = ascii(",");
    private static final byte[] OFFER = ascii(",\"offer\":");
    private static final byte[] END = ascii("}");
    private static final byte[] MODEL = ascii("],\"model\":");
    private static final byte[] OBJECTIVE = ascii(",\"objective\":");
    private static final byte[] ARM = ascii(",\"arm\":");
    private static final byte[] FALLBACK = ascii(",\"fallback\":");
    private static final byte[] AS_OF = ascii(",\"asOf\":");
    private static final byte[] LEFT_OUT = ascii(",\"leftOut\":");
    private static final byte[] TOOK_MICROS = ascii(",\"tookMicros\":");

    void write(RecommendationResponse list, JsonBytes out) throws JsonProcessingException {
        out.piece(REQUEST_ID).text(list.requestId()).piece(ITEMS);
        for (int place = 0; place < list.items().size(); place++) {
            if (place > 0) {
                out.piece(NEXT);
            }
            place(list.items().get(place), out);
        }
        out.piece(MODEL).text(list.model());
        out.piece(OBJECTIVE).text(list.objective());
        out.piece(ARM).text(list.arm());
        out.piece(FALLBACK).text(list.fallback());
        out.piece(AS_OF).text(list.asOf());
        leftOut(list.leftOut(), out);
        out.piece(TOOK_MICROS).number(list.tookMicros()).piece(END);
    }

    private void place(Entry entry, JsonBytes out) throws JsonProcessingException {
        out.piece(entry.item().json())
                .number(entry.score())
                .piece(entry.reason().json());
        if (entry.offer() != null) {
            out.piece(OFFER).piece(mapper.writeValueAsBytes(entry.offer()));
        }
        out.piece(END);
    }

    private static void leftOut(List<String> parts, JsonBytes out) {
        if (!parts.isEmpty()) {
            out.piece(LEFT_OUT).texts(parts);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
