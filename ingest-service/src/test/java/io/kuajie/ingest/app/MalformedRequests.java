package io.kuajie.ingest.app;

import io.kuajie.ingest.app.HostileRequest.Ending;
import io.kuajie.testkit.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes requests whose end nobody can tell for sure, or that are no requests; bytes as characters of ISO 8859-1. */
final class MalformedRequests {
    private static final String START =
            "POST /v1/batch HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer " + TestKeys.ACADEMY_WRITE_KEY + "\r\n";
    private static final String EMPTY = "{\"batch\":[]}";
    private static final String WHOLE = "Content-Length: " + EMPTY.length() + "\r\n\r\n" + EMPTY;
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final int LARGEST_HEAD = 20 * 1024;
    private static final int LARGEST_BATCH = 512_000;

    private static final Set<Integer> STATUSES = Set.of(101, 200, 400, 401, 404, 405, 413, 414, 415, 431);

    private static final List<String> LINES = List.of(
            "X: \u0000",
            "X: a\u0001b",
            "X: a\rb",
            "X: a\u007f",
            "X\u0000: a",
            "X Y: a",
            "\u00e9: a",
            ": a",
            "no colon",
            " folded",
            "X: a\r\n\tfolded",
            "Content-Length : 5",
            "Content-Length: +12",
            "Content-Length: 12, 12",
            "Content-Length: 0x0c",
            "Content-Length: ",
            "Content-Length: 13",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding: \u000bchunked",
            "Connection: close",
            "Connection: Host, Authorization",
            "Connection: Upgrade\r\nUpgrade: websocket",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: \u00e9%%",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
            "Upgrade: h2c",
            "Expect: 200-ok",
            "Expect: 100-continue, 100-continue",
            "TE: trailers, deflate;q=0.5",
            "Trailer: Content-Length",
            "Host: other",
            "Host: \u0001");
    private static final List<String> BODIES = List.of(
            "Content-Length: -1\r\n\r\n" + EMPTY,
            "Content-Length: 99999999999999999999\r\n\r\n" + EMPTY,
            "Content-Length: " + (LARGEST_BATCH + 1) + "\r\n\r\n",
            "Content-Length: 9223372036854775807\r\n\r\n",
            "Content-Length: 12\r\nContent-Length: 12\r\n\r\n" + EMPTY,
            "Content-Length: 12\r\nContent-Length: 13\r\n\r\n" + EMPTY,
            "Content-Length: 5\r\n" + CHUNKED + "c\r\n" + EMPTY + "\r\n0\r\n\r\n",
            CHUNKED + "zz\r\n",
            CHUNKED + "-1\r\n",
            CHUNKED + "ffffffffffffffff\r\n" + EMPTY,
            CHUNKED + "7fffffff\r\n" + EMPTY,
            CHUNKED + "c\r\n" + EMPTY + "no end",
            CHUNKED + "c;" + "x".repeat(9_000) + "\r\n" + EMPTY + "\r\n0\r\n\r\n",
            CHUNKED + "c\r\n" + EMPTY + "\r\n0\r\n" + "X: y\r\n".repeat(5_000) + "\r\n",
            CHUNKED + "c\r\n" + EMPTY + "\r\n0\r\n\u0000: y\r\n\r\n",
            "\r\n" + EMPTY);
    private static final List<String> STARTS = List.of(
            "POST /v1/batch HTTP/9.9\r\n\r\n",
            "POST /v1/batch HTTP/1.0\r\n\r\n",
            "POST /v1/track HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
            "GET /v1/catalog/items/x HTTP/1.1\r\n\r\n",
            "GET /v1/catalog/items/x HTTP/1.1\r\nHost: \r\n\r\n",
            "GET /v1/rejected HTTP/1.1\r\nHost: a b\u0001:x\r\n\r\n",
            "POST /v1/batch\r\n\r\n",
            "POST  HTTP/1.1\r\n\r\n",
            "POST * HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST http://other/v1/batch HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /v1/%zz/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /v1/../v1/batch?%ff=%&&&;; HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT door:80 HTTP/1.1\r\nHost: door\r\n\r\n",
            "\u00e9\u0000 /v1/batch HTTP/1.1\r\nHost: x\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u00ff\u00ff\u0004\u00ff\u0000\u0000\u0000\u0001",
            "PRI * HTTP/2.0\r\n\r\nno",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "\r\n\r\n\r\n\r\n",
            "\u0000\u0001\u0002\r\n\r\n");

    private final SplittableRandom random;

    MalformedRequests(SplittableRandom random) {
        this.random = random;
    }

    /** @param decent a request that is well framed */
    HostileRequest next(byte[] decent) {
        return switch (random.nextInt(6)) {
            case 0 -> of("line", START + one(LINES) + "\r\n" + WHOLE, Ending.CUT);
            case 1 -> of("body", START + one(BODIES), Ending.CUT);
            case 2 -> of("start", one(STARTS), Ending.CUT);
            case 3 -> of("too much", tooMuch(), Ending.DOUBTFUL);
            case 4 -> turned(decent);
            default -> request("cut", Arrays.copyOf(decent, random.nextInt(decent.length)), Ending.CUT);
        };
    }

    /** More than a head or a body may have, which is to be refused though it has not ended. */
    private String tooMuch() {
        return switch (random.nextInt(3)) {
            case 0 -> START + "X: " + "x".repeat(LARGEST_HEAD) + "\r\n";
            case 1 -> START + "X: y\r\n".repeat(LARGEST_HEAD / 3);
            default -> START + "Content-Length: " + (LARGEST_BATCH + 1 + random.nextInt(9)) + "\r\n\r\n";
        };
    }

    /** With bytes turned where the head is, and whatever that makes of it. */
    private HostileRequest turned(byte[] decent) {
        byte[] bytes = decent.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt();
        }
        return request("turned", bytes, Ending.CUT);
    }

    private static HostileRequest of(String kind, String text, HostileRequest.Ending ending) {
        return request(kind, text.getBytes(StandardCharsets.ISO_8859_1), ending);
    }

    private static HostileRequest request(String kind, byte[] bytes, HostileRequest.Ending ending) {
        return new HostileRequest(kind, bytes, ending, STATUSES, List.of());
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
