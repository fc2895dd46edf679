package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PeerSignatureTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TARGET = "/peers/v1/partitions/3/person?question=e30";

    @Test
    void signature_ofTheSameAddressAndSecret_isValidForHalfAMinute() {
        String shown = signature("secret", NOW).of(TARGET);

        assertThat(signature("secret", NOW).isValid(TARGET, shown)).isTrue();
        assertThat(signature("secret", NOW.plusSeconds(30)).isValid(TARGET, shown))
                .isTrue();
        assertThat(signature("secret", NOW.plusSeconds(31)).isValid(TARGET, shown))
                .isFalse();
        assertThat(signature("secret", NOW.minusSeconds(31)).isValid(TARGET, shown))
                .isFalse();
    }

    @Test
    void signature_ofAnotherAddressSecretOrTime_isNotValid() {
        PeerSignature signature = signature("secret", NOW);
        String shown = signature.of(TARGET);

        assertThat(signature.isValid(TARGET + "&more=1", shown)).isFalse();
        assertThat(signature("other", NOW).isValid(TARGET, shown)).isFalse();
        assertThat(signature.isValid(TARGET, (NOW.toEpochMilli() + 1) + shown.substring(shown.indexOf('.'))))
                .isFalse();
    }

    @Test
    void signature_missingOrOfAnotherForm_isNotValid() {
        PeerSignature signature = signature("secret", NOW);

        assertThat(signature.isValid(TARGET, null)).isFalse();
        assertThat(signature.isValid(TARGET, "")).isFalse();
        assertThat(signature.isValid(TARGET, "99999999999999999999." + "0".repeat(64)))
                .isFalse();
    }

    private static PeerSignature signature(String secret, Instant now) {
        return new PeerSignature(secret.getBytes(StandardCharsets.UTF_8), Clock.fixed(now, ZoneOffset.UTC));
    }
}
