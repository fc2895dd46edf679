package io.kuajie.ingest.domain.segment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes bodies that no decent sender would send, the same for the same seed. */
public final class HostileBodies {
    private static final String[] FIELDS = {
        "type", "event", "userId", "anonymousId", "messageId", "timestamp", "originalTimestamp", "sentAt", "context",
        "properties", "products", "price", "quantity", "currency", "rating", "progress", "product_id", "order_id",
        "category", "query", "dwell_millis", "request_id", "traits", "integrations", "userAgent", "page", "path",
        "device", "campaign", "kuajie", "writeKey", "name", "", "\\u0000", "\\ud800", "手机号"
    };
    private static final String[] VALUES = {
        "1e999999999",
        "-1e-999999999",
        "99999999999999999999999999999999999999999999",
        "0",
        "-0",
        "1.5",
        "true",
        "null",
        "\"\"",
        "\" \"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\"",
        "\"track\"",
        "\"Order Completed\"",
        "\"NaN\"",
        "\"2026-02-30T25:61:61Z\"",
        "\"-999999999-01-01T00:00:00Z\"",
        "99999999999999",
        "\"1e999999999\"",
        "\"CNY\"",
        "\"u-1\"",
        "\"blossom:x\"",
        "\":\"",
        "\"a@b.cn\"",
        "\"http://\"",
        "\"13812345678\"",
        "nil",
        "NaN",
        "0x1F",
        "01",
        "\"line\nfeed\"",
        "\"\\q\"",
        "[]",
        "{}",
        "\"%s%n%d\"",
        "\"${jndi:x}\"",
        "-",
        "+1",
        "Infinity"
    };

    private final SplittableRandom random;

    public HostileBodies(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Brackets that match, around anything at all: what stands beside it in a batch can be read. */
    public byte[] item() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (random.nextInt(20) == 0) {
            int depth = 1 + random.nextInt(2_000);
            text(out, "[".repeat(depth) + "]".repeat(depth));
        } else {
            object(out, 0);
        }
        return out.toByteArray();
    }

    /** A batch of a good message, a hostile one, and a good one. */
    public byte[] batch(String before, String after) {
        return between("{\"batch\":[" + before + ",", "," + after + "]}");
    }

    /** A hostile item, and what stands around it. */
    public byte[] between(String before, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, before);
        out.writeBytes(item());
        text(out, after);
        return out.toByteArray();
    }

    /** The bytes cut, turned, doubled or filled up at random places. */
    public byte[] broken(byte[] body) {
        byte[] bytes = body.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return switch (random.nextInt(3)) {
            case 0 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> twice(bytes);
            default -> bytes;
        };
    }

    private byte[] twice(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private void object(ByteArrayOutputStream out, int depth) {
        text(out, "{");
        int fields = random.nextInt(depth == 0 ? 14 : 6);
        for (int i = 0; i < fields; i++) {
            text(out, (i == 0 ? "\"" : ",\"") + FIELDS[random.nextInt(FIELDS.length)] + "\":");
            value(out, depth + 1);
        }
        text(out, "}");
    }

    private void value(ByteArrayOutputStream out, int depth) {
        int kind = random.nextInt(depth > 5 ? 4 : 8);
        switch (kind) {
            case 0, 1, 2 -> text(out, VALUES[random.nextInt(VALUES.length)]);
            case 3 -> notUtf8(out);
            case 4, 5 -> object(out, depth);
            case 6 -> array(out, depth);
            default -> text(out, '"' + "长x".repeat(random.nextInt(200)) + '"');
        }
    }

    private void array(ByteArrayOutputStream out, int depth) {
        text(out, "[");
        for (int i = random.nextInt(4); i > 0; i--) {
            value(out, depth + 1);
            text(out, i > 1 ? "," : "");
        }
        text(out, "]");
    }

    private void notUtf8(ByteArrayOutputStream out) {
        out.write('"');
        for (int i = random.nextInt(6); i >= 0; i--) {
            out.write(0x80 + random.nextInt(0x80));
        }
        out.write('"');
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
