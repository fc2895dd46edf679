package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Test;

class UserIdHeaderTest {
    @Test
    void id_percentEncoded_isDecodedAsUtf8() {
        assertThat(UserIdHeader.decode("Kuajie-User", "%E7%8E%8B+1%25")).isEqualTo("王+1%");
    }

    @Test
    void id_ofPlainAscii_isTakenAsItIs() {
        assertThat(UserIdHeader.decode("Kuajie-User", "u+1")).isEqualTo("u+1");
    }

    @Test
    void id_withAStrayPercentSign_isRefused() {
        assertThatThrownBy(() -> UserIdHeader.decode("Kuajie-User", "50%"))
                .isInstanceOf(WebApplicationException.class)
                .hasMessageContaining("percent-encode");
    }
}
