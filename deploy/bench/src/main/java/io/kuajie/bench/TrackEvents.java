package io.kuajie.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private static final long EIGHT_DIGITS = 100_000_000;
    private static final int TEMPLATES = 32;

    private final List<Template> templates = new ArrayList<>();
    private final SplittableRandom random;
    private final int users;
    private long nextId;
    private int nextTemplate;

    /** @param request where the kernel takes it from without another copy */
    private record Template(ByteBuffer request, int[] idEnds, int[] userEnds) {}

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
        ByteBuffer request = template.request;
        for (int i = 0; i < template.idEnds.length; i++, nextId++) {
            request.putInt(template.idEnds[i] - 12, (int) (digits(nextId / EIGHT_DIGITS) >>> Integer.SIZE));
            request.putLong(template.idEnds[i] - Long.BYTES, digits(nextId % EIGHT_DIGITS));
            request.putLong(template.userEnds[i] - Long.BYTES, digits(random.nextInt(users)));
        }
        return request.clear();
    }

    /** The eight digits of a number as they are written, the first in the lowest byte: divided by four, two and one digits, all parts at once. */
    static long digits(long value) {
        long fours = value / 10_000 | value % 10_000 << Integer.SIZE;
        long hundreds = (fours * 5243) >>> 19 & 0x0000_007f_0000_007fL;
        long twos = hundreds | (fours - hundreds * 100) << Short.SIZE;
        long tens = (twos * 103) >>> 10 & 0x000f_000f_000f_000fL;
        return (tens | (twos - tens * 10) << Byte.SIZE) + 0x3030_3030_3030_3030L;
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
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        return new Template(buffer.put(bytes), ends(request, ID, events), ends(request, USER, events));
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
