package io.kuajie.edge.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.kernel.Sha256;
import org.junit.jupiter.api.Test;

final class UserTokenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UserToken token = new UserToken("head.claims.signature");

    @Test
    void digest_askedForAgain_isNotTakenAgain() {
        assertThat(token.digest()).isEqualTo(Sha256.of("head.claims.signature")).isSameAs(token.digest());
    }

    @Test
    void json_ofAToken_isItsText() throws JsonProcessingException {
        // When
        String json = JSON.writeValueAsString(token);
        // Then
        assertThat(json).isEqualTo("\"head.claims.signature\"");
        assertThat(JSON.readValue(json, UserToken.class).text()).isEqualTo(token.text());
    }

    @Test
    void text_forLogs_neverHoldsTheToken() {
        assertThat(token.toString()).doesNotContain("head", "claims", "signature");
    }
}
