package io.kuajie.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.Pseudonymizer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PseudonymizerTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final PartnerId SHOP = new PartnerId("shop");

    private final Pseudonymizer pseudonymizer = new Pseudonymizer(SECRET);

    @Test
    void pseudonym_isHmacOfPartnerKindAndId() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        for (int n = 0; n < 1000; n++) {
            // Given
            byte[] digest = mac.doFinal(("shop\0u\0王芳" + n).getBytes(StandardCharsets.UTF_8));

            // When
            LeafKey leaf = pseudonymizer.leaf(SHOP, Kind.USER, "王芳" + n);

            // Then
            assertThat(leaf.pseudonym())
                    .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)));
        }
    }

    @Test
    void pseudonym_differsByPartnerAndKind() {
        LeafKey user = pseudonymizer.leaf(SHOP, Kind.USER, "7");

        assertThat(pseudonymizer.leaf(SHOP, Kind.ANONYMOUS, "7")).isNotEqualTo(user);
        assertThat(pseudonymizer.leaf(new PartnerId("other"), Kind.USER, "7").pseudonym())
                .isNotEqualTo(user.pseudonym());
        assertThat(pseudonymizer.leaf(SHOP, Kind.USER, "7")).isEqualTo(user);
    }

    @Test
    void secret_tooShort_isRefusedWithAdvice() {
        assertThatThrownBy(() -> new Pseudonymizer(new byte[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 8 bytes")
                .hasMessageContaining("openssl rand");
    }
}
