package io.kuajie.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.RejectedBehavior;
import io.kuajie.testkit.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that an operator has said nobody needs. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@WithTestResource(PartnerRules.class)
final class NoiseIT extends DoorInProcess {
    @Test
    void event_ofANameThatNobodyNeeds_isRejectedAsIgnoredAndOthersPass() {
        // Given
        String noise = UUID.randomUUID().toString();
        String shouted = UUID.randomUUID().toString();
        String wanted = UUID.randomUUID().toString();
        // When
        academy()
                .body("{\"batch\":[%s,%s,%s]}"
                        .formatted(
                                track(noise, "Page Ping"), track(shouted, "HEARTBEAT"), track(wanted, "Page Pinged")))
                .post("/v1/batch")
                .then()
                .statusCode(200);
        // Then
        assertThat(cleanOf(wanted).getAction()).isEqualTo("Page Pinged");
        RejectedBehavior rejected = rejectedOf(noise).requireValue();
        assertThat(rejected.getCode()).isEqualTo("ignored");
        assertThat(rejected.getPosition()).isNotNull();
        assertThat(rejectedOf(shouted).requireValue().getCode()).isEqualTo("ignored");
    }

    private static String track(String messageId, String event) {
        return "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"u-noise\",\"event\":\"%s\"}"
                .formatted(messageId, event);
    }
}
