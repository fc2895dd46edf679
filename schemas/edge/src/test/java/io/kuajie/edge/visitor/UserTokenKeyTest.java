package io.kuajie.edge.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.testkit.VisitorSigner;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

final class UserTokenKeyTest {
    @Test
    void key_ofEitherCurve_saysItsAlgorithm() throws JoseException {
        assertThat(UserTokenKey.parse(VisitorSigner.ed25519().publicKey()).algorithm())
                .isEqualTo("EdDSA");
        assertThat(UserTokenKey.parse(VisitorSigner.p256().publicKey()).algorithm())
                .isEqualTo("ES256");
    }

    @Test
    void key_writtenDown_isReadAgainTheSame() throws JoseException {
        // Given
        UserTokenKey key = UserTokenKey.parse(VisitorSigner.ed25519().publicKey());
        // Then
        assertThat(UserTokenKey.parse(key.json())).isEqualTo(key);
    }

    @Test
    void key_withMoreThanItNeeds_isKeptWithoutThat() throws JoseException {
        // Given
        String more = VisitorSigner.ed25519()
                .publicKey()
                .replace("{", "{\"kid\":\"2026\",\"alg\":\"EdDSA\",\"use\":\"sig\",\"key_ops\":[\"verify\"],");
        // Then
        assertThat(UserTokenKey.parse(more).json()).doesNotContain("kid", "alg", "use", "key_ops");
    }

    @Test
    void key_thatIsPrivate_isRefusedAndSaidToBeLost() throws JoseException {
        for (String both : new String[] {
            VisitorSigner.ed25519().bothKeys(), VisitorSigner.p256().bothKeys()
        }) {
            assertThatThrownBy(() -> UserTokenKey.parse(both))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("make another pair");
        }
    }

    @Test
    void key_ofAnotherKind_isRefused() throws JoseException {
        for (String other : new String[] {
            RsaJwkGenerator.generateJwk(2048).toJson(OutputControlLevel.PUBLIC_ONLY),
            OctJwkGenerator.generateJwk(256).toJson(OutputControlLevel.INCLUDE_SYMMETRIC),
            "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}",
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}",
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\"}",
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
            "{\"kty\":\"OKP\",\"crv\":7,\"x\":\"AAAA\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
            "{}",
            "[]",
            "null",
            "",
            "{"
        }) {
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> UserTokenKey.parse(other));
        }
    }
}
