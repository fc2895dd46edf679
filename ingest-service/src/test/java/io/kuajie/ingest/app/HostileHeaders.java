package io.kuajie.ingest.app;

import io.kuajie.testkit.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Header lines that no decent client would send, each with its end; bytes as characters of ISO 8859-1. */
final class HostileHeaders {
    private static final List<String> HARMLESS = List.of(
            "Content-Type",
            "content-encoding",
            "Content-Language",
            "Accept",
            "ACCEPT-ENCODING",
            "Accept-Charset",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Request-ID",
            "X-HTTP-Method-Override",
            "X-",
            "Forwarded",
            "traceparent",
            "TraceParent",
            "tracestate",
            "baggage",
            "b3",
            "ce-specversion",
            "ce-id",
            "CE-Source",
            "ce-type",
            "ce-time",
            "ce-subject",
            "ce-",
            "Origin",
            "Access-Control-Request-Method",
            "Cookie",
            "Range",
            "If-None-Match",
            "If-Modified-Since",
            "Referer",
            "User-Agent",
            "Kuajie-User",
            "Kuajie-Positions",
            "Idempotency-Key",
            "Via",
            "Date",
            "Prefer",
            "~!#$%^&*'`|.+");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "99999999999999999999999999",
            "gzip",
            "gzip, gzip, br",
            "deflate",
            "identity;q=0",
            "*/*;q=1e999",
            "application/json; charset=utf-99",
            "application/cloudevents-batch+json",
            "application/cloudevents+json; charset=\"",
            "multipart/form-data",
            "multipart/form-data; boundary=\"\"",
            "application/x-www-form-urlencoded",
            "text/;;;;===,,,",
            "null",
            "%00%ff%fe%",
            "\"",
            "\"\\",
            "a=b; a=b; =; ;",
            "1.0",
            "9.9",
            "2026-02-30T25:61:61Z",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-\u00e9",
            "bytes=0-,-1,99999999999-",
            "http://evil.example:99999",
            "${jndi:ldap://x}",
            "'; DROP TABLE events; --",
            "<script>",
            "\u00e6\u0089\u008b",
            "\t \t",
            "DELETE");

    private final SplittableRandom random;

    HostileHeaders(SplittableRandom random) {
        this.random = random;
    }

    /** Lines that must change nothing, whatever stands in them; some twice, some as well as decent ones. */
    String harmless() {
        StringBuilder lines = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            String line = one(HARMLESS) + ": " + value() + "\r\n";
            lines.append(random.nextInt(5) == 0 ? line + line : line);
        }
        return random.nextInt(50) == 0
                ? lines.append("Expect: 100-continue\r\n").toString()
                : lines.toString();
    }

    /** Lines in which a known key can be read all the same. */
    String knownKey() {
        String key = TestKeys.ACADEMY_WRITE_KEY;
        return switch (random.nextInt(6)) {
            case 0 -> "AUTHORIZATION: bEaReR    " + key + "  \r\n";
            case 1 -> "authorization: basic " + base64(key) + "\r\n";
            case 2 -> "Authorization: Basic " + base64(key + ":" + value() + ":" + value()) + "\r\n";
            case 3 -> "Authorization: Bearer " + key + "\r\nAuthorization: " + value() + "\r\n";
            default -> "Authorization: Bearer " + key + "\r\n";
        };
    }

    /** Lines in which nobody's key can be read. */
    String unknownKey() {
        String key = TestKeys.ACADEMY_WRITE_KEY;
        return switch (random.nextInt(11)) {
            case 0 -> "";
            case 1 -> "Authorization: " + value() + "\r\n";
            case 2 -> "Authorization: Bearer " + value() + "\r\n";
            case 3 -> "Authorization: Basic " + value() + "\r\n";
            case 4 -> "Authorization: Basic " + base64(value()) + "\r\n";
            case 5 -> "Authorization: Basic " + base64(":" + key) + "\r\n";
            case 6 -> "Authorization: Bearer " + key + " " + key + "\r\n";
            case 7 -> "Authorization: Bearer" + key + "\r\n";
            case 8 -> "Authorization: Bearer kt1." + value() + ".\r\n";
            case 9 -> "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.\r\n";
            default -> "Authorization:\r\nAuthorization: Bearer " + key + "\r\n";
        };
    }

    /** Anything that may stand in a line. */
    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> characters(random.nextInt(60), 0x80, 0x80);
            case 1 -> characters(random.nextInt(60), ' ', 0x5f);
            case 2 -> random.nextInt(8) == 0 ? "x".repeat(random.nextInt(2_500)) : "%" + random.nextInt(256);
            default -> one(VALUES);
        };
    }

    private String characters(int count, int from, int kinds) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) (from + random.nextInt(kinds)));
        }
        return text.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
