package io.kuajie.ingest.app;

import static org.hamcrest.Matchers.containsString;

import io.kuajie.testkit.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that start as gzip and end too early, wherever one can be sent. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class DamagedGzipIT extends DoorInProcess {
    private static final byte[] ONLY_BEGUN = {0x1f, (byte) 0x8b};

    @ParameterizedTest
    @MethodSource("addresses")
    void bodyOfDamagedGzip_isRefusedWithAdvice(Method method, String address) throws IOException {
        for (byte[] body : new byte[][] {ONLY_BEGUN, cut(), garbled()}) {
            academy()
                    .contentType("application/json")
                    .body(body)
                    .request(method, address)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("gzip"));
        }
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of(Method.POST, "/v1/batch"),
                Arguments.of(Method.POST, "/v1/cloudevents"),
                Arguments.of(Method.PUT, "/v1/catalog/items/lip"),
                Arguments.of(Method.PATCH, "/v1/catalog/items/lip"),
                Arguments.of(Method.POST, "/v1/catalog/items:batch"),
                Arguments.of(Method.POST, "/v1/privacy/consents"),
                Arguments.of(Method.POST, "/v1/privacy/consents:batch"),
                Arguments.of(Method.POST, "/v1/privacy/requests"),
                Arguments.of(Method.POST, "/v1/identity/links"),
                Arguments.of(Method.PUT, "/v1/tracking-plan"),
                Arguments.of(Method.POST, "/v1/tracking-plan/test"),
                Arguments.of(Method.POST, "/v1/rejected:reprocess"),
                Arguments.of(Method.POST, "/v1/imports?format=segment-ndjson&dryRun=true&import=" + UUID.randomUUID()),
                Arguments.of(Method.POST, "/v1/imports?format=pull&import=" + UUID.randomUUID()),
                Arguments.of(Method.POST, "/v1/imports?format=segment-ndjson&import=" + UUID.randomUUID()));
    }

    @Test
    void mappingOfDamagedGzip_isRefusedWithAdvice() {
        academy()
                .header("Kuajie-Mapping", Base64.getEncoder().encodeToString(ONLY_BEGUN))
                .contentType("text/csv")
                .body("user,item\n")
                .post("/v1/imports?format=csv&import=" + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("detail", containsString("Kuajie-Mapping"));
    }

    /** Whole lines, the last of which are missing. */
    private static byte[] cut() throws IOException {
        byte[] whole = gzip(lines());
        return Arrays.copyOf(whole, whole.length - 9);
    }

    private static byte[] garbled() throws IOException {
        byte[] whole = gzip(lines());
        Arrays.fill(whole, whole.length / 2, whole.length, (byte) 0x55);
        return whole;
    }

    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < 100; n++) {
            lines.append(viewed(UUID.randomUUID().toString(), "u-gzip", "item-" + n))
                    .append('\n');
        }
        return lines.toString();
    }
}
