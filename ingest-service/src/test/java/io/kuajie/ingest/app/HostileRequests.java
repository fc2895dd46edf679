package io.kuajie.ingest.app;

import io.kuajie.ingest.app.HostileRequest.Ending;
import io.kuajie.ingest.domain.segment.HostileBodies;
import io.kuajie.testkit.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Makes requests that no decent sender would send, the same for the same seed. Most must be refused as a whole, for looking up what became
 * of messages takes longer than all requests.
 */
final class HostileRequests {
    private static final List<String> SINGLE = List.of("/v1/track", "/v1/identify", "/v1/page", "/v1/alias/");
    private static final List<String> BATCH = List.of("/v1/batch", "/v1/import/", "/v1/batch/");
    private static final String CLOUD_BATCH = "Content-Type: application/cloudevents-batch+json\r\n";
    private static final String MESSAGE =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%1$s\",\"messageId\":\"%1$s\",\"properties\":{\"product_id\":\"java\"}}";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"type\":\"Product Viewed\",\"source\":\"good\",\"id\":\"%1$s\",\"subject\":\"u-%1$s\",\"data\":{\"properties\":{\"product_id\":\"java\"}}}";
    private static final List<String> BODIES = List.of(
            "",
            "\u0000",
            "null",
            "1e999999999",
            "[]",
            "\"\\ud800\"",
            "\u00ef\u00bb\u00bf{\"batch\":[]}",
            "{\"batch\":{}}",
            "{\"batch\":\"\\u0000\"}",
            "{\"batch\":[{}],\"batch\":7}",
            "{\"batch\":7,\"batch\":[{}]}",
            "{\"writeKey\":{},\"writeKey\":[],\"batch\":[{}]}",
            "{\"batch\":[{},],}",
            "{\"batch\":[{}]}{\"batch\":[{}]}",
            "{\"sentAt\":1e999,\"context\":[[[]]],\"integrations\":\"\",\"batch\":[{},[],null,\"\",1]}",
            "[".repeat(100_000),
            "{\"batch\":[".repeat(20_000),
            "{\"batch\":[" + "[".repeat(50_000) + "]".repeat(50_000) + "]}",
            "{\"batch\":[{}" + ",{}".repeat(2_500) + "]}",
            "{\"batch\":[" + "9".repeat(100_000) + "]}");
    /** Less than a single event may have. */
    private static final int SMALL = 32_000;

    private static final Set<Integer> READ_OR_REFUSED = Set.of(200, 400, 413);

    private final String name;
    private final SplittableRandom random;
    private final HostileBodies bodies;
    private final HostileHeaders headers;
    private final MalformedRequests malformed;
    private int made;

    /** @param name begins the ids of messages */
    HostileRequests(String name, long seed) {
        this.name = name;
        this.random = new SplittableRandom(seed);
        this.bodies = new HostileBodies(random.nextLong());
        this.headers = new HostileHeaders(random.split());
        this.malformed = new MalformedRequests(random.split());
    }

    HostileRequest next() {
        made++;
        int lot = random.nextInt(100);
        if (lot < 8) {
            return goodAroundBad();
        }
        if (lot < 11) {
            return goodAroundBadEvent();
        }
        if (lot < 17) {
            return item();
        }
        if (lot < 55) {
            return broken();
        }
        if (lot < 90) {
            return stranger();
        }
        return lot < 95 ? compressed() : malformed.next(broken().bytes());
    }

    private HostileRequest goodAroundBad() {
        boolean isKeyInBody = random.nextInt(4) == 0;
        String open = isKeyInBody ? "{\"writeKey\":\"" + TestKeys.ACADEMY_WRITE_KEY + "\",\"batch\":[" : "{\"batch\":[";
        List<String> good = goodIds();
        byte[] body = bodies.between(
                open + MESSAGE.formatted(good.getFirst()) + ",", "," + MESSAGE.formatted(good.getLast()) + "]}");
        String key = isKeyInBody ? headers.unknownKey() : headers.knownKey();
        byte[] bytes = request(one(BATCH), key, random.nextInt(4) == 0 ? gzip(body) : body);
        return new HostileRequest("good ones", bytes, Ending.FRAMED, Set.of(200), good);
    }

    private HostileRequest goodAroundBadEvent() {
        List<String> good = goodIds();
        byte[] body = bodies.between(
                "[" + EVENT.formatted(good.getFirst()) + ",", "," + EVENT.formatted(good.getLast()) + "]");
        byte[] bytes = request("/v1/cloudevents", CLOUD_BATCH + headers.knownKey(), body);
        List<String> ids = good.stream().map(id -> "good#" + id).toList();
        return new HostileRequest("good events", bytes, Ending.FRAMED, Set.of(200), ids);
    }

    private HostileRequest item() {
        byte[] body = bodies.item();
        String path = random.nextInt(4) == 0 ? "/v1/cloudevents" : one(body.length < SMALL ? SINGLE : BATCH);
        return HostileRequest.framed("item", request(path, headers.knownKey(), body), READ_OR_REFUSED);
    }

    private HostileRequest broken() {
        byte[] body = random.nextInt(40) == 0
                ? one(BODIES).getBytes(StandardCharsets.ISO_8859_1)
                : bodies.broken(bodies.batch("{}", "{\"type\":\"track\"}"));
        return HostileRequest.framed("broken", request(one(BATCH), headers.knownKey(), body), READ_OR_REFUSED);
    }

    private HostileRequest stranger() {
        byte[] body = bodies.batch("{}", "{}");
        if (random.nextInt(8) == 0) {
            String wrongKind = "Authorization: Bearer " + TestKeys.ACADEMY_STOREFRONT_KEY + "\r\n";
            return HostileRequest.framed("key of another kind", request(one(BATCH), wrongKind, body), Set.of(403));
        }
        return HostileRequest.framed("stranger", request(one(BATCH), headers.unknownKey(), body), Set.of(401));
    }

    private HostileRequest compressed() {
        byte[] whole = gzip(bodies.batch("{}", "{}"));
        byte[] cut = Arrays.copyOf(whole, 2 + random.nextInt(whole.length - 3));
        return switch (random.nextInt(8)) {
            case 0 -> compressed("bomb", gzip(new byte[600_000 + random.nextInt(400_000)]), Set.of(413));
            case 1 -> compressed("gzip in gzip", gzip(whole), Set.of(400));
            case 2, 3, 4 -> compressed("cut gzip", cut, Set.of(400));
            default -> compressed("broken gzip", bodies.broken(whole), READ_OR_REFUSED);
        };
    }

    private HostileRequest compressed(String kind, byte[] body, Set<Integer> statuses) {
        return HostileRequest.framed(kind, request(one(BATCH), headers.knownKey(), body), statuses);
    }

    private List<String> goodIds() {
        return List.of("%s-%d-a".formatted(name, made), "%s-%d-b".formatted(name, made));
    }

    private byte[] request(String path, String lines, byte[] body) {
        boolean isChunked = random.nextInt(4) == 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String length = isChunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body.length + "\r\n";
        text(out, "POST " + path + " HTTP/1.1\r\nHost: door\r\n" + lines + length + headers.harmless() + "\r\n");
        if (isChunked) {
            chunks(out, body);
        } else {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private void chunks(ByteArrayOutputStream out, byte[] body) {
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + random.nextInt(2_000));
            text(out, Integer.toHexString(size) + (random.nextInt(4) == 0 ? ";x=\"\u00e9\"\r\n" : "\r\n"));
            out.write(body, from, size);
            text(out, "\r\n");
            from += size;
        }
        text(out, "0\r\n" + (random.nextInt(8) == 0 ? "Authorization: x\r\n" : "") + "\r\n");
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
