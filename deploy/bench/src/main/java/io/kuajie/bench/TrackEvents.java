package io.kuajie.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests to the door as bytes that are made once and sent many times: before each sending every message gets a fresh id and a
 * user drawn uniformly, so that nothing repeats and no key is hot.
 */
final class TrackEvents {
    static final int EVENT_BYTES = 720;

    private static final String ID = "00000000-0000-4000-8000-000000000000";
    private static final String USER = "user-00000000";
    private static final int ID_DIGITS = 12;
    private static final int USER_DIGITS = 8;
    private static final int TEMPLATES = 32;

    private final List<Template> templates = new ArrayList<>();
    private final SplittableRandom random;
    private final int users;
    private long nextId;
    private int nextTemplate;

    private record Template(byte[] bytes, int[] idEnds, int[] userEnds) {}

    /** @param events in one request; with one it is a single call, else a batch */
    TrackEvents(String host, String key, int events, int users, long firstId, long seed) {
        this.users = users;
        this.nextId = firstId;
        this.random = new SplittableRandom(seed);
        for (int n = 0; n < TEMPLATES; n++) {
            templates.add(template(host, key, events));
        }
    }

    /** The next request, which lasts until its turn comes again. */
    ByteBuffer next() {
        Template template = templates.get(nextTemplate++ % TEMPLATES);
        for (int i = 0; i < template.idEnds.length; i++) {
            digits(template.bytes, template.idEnds[i], ID_DIGITS, nextId++);
            digits(template.bytes, template.userEnds[i], USER_DIGITS, random.nextInt(users));
        }
        return ByteBuffer.wrap(template.bytes);
    }

    private static void digits(byte[] bytes, int end, int count, long value) {
        long rest = value;
        for (int i = 1; i <= count; i++) {
            bytes[end - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private Template template(String host, String key, int events) {
        List<String> messages = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            messages.add(event());
        }
        String body = events == 1
                ? messages.getFirst()
                : "{\"batch\":[" + String.join(",", messages) + "],\"sentAt\":\"" + Instant.now() + "\"}";
        String path = events == 1 ? "/v1/track" : "/v1/batch";
        String request =
                "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, host, key, body.length(), body);
        return new Template(
                request.getBytes(StandardCharsets.US_ASCII), ends(request, ID, events), ends(request, USER, events));
    }

    private static int[] ends(String request, String mark, int count) {
        int[] ends = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = request.indexOf(mark, at) + mark.length();
            ends[i] = at;
        }
        return ends;
    }

    private String event() {
        int item = random.nextInt(10_000);
        String event = """
                {"type":"track","event":"Product Viewed","userId":"%s","messageId":"%s",\
                "originalTimestamp":"%s","context":{"library":{"name":"analytics.js","version":"2.1.0"},\
                "locale":"zh-CN","timezone":"Asia/Shanghai","ip":"203.0.113.7",\
                "userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",\
                "page":{"path":"/course/java","referrer":"","title":"Java","url":"https://academy.example/course/java?from=home"}},\
                "properties":{"product_id":"c%05d","category":"c%d","name":"Course %d","price":%d.50,"currency":"CNY",\
                "quantity":1,"coupon":"","position":%d,"list":"home"},"integrations":{},"note":"%s"}""";
        String bare = event.formatted(USER, ID, Instant.now(), item, item % 50, item, item % 900, item % 20, "");
        String filler = "x".repeat(Math.max(0, EVENT_BYTES - bare.length()));
        return event.formatted(USER, ID, Instant.now(), item, item % 50, item, item % 900, item % 20, filler);
    }
}
