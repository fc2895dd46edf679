package io.kuajie.ingest.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.form.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyFormTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KeyForm form = new KeyForm(
            Map.of("write", Set.of("events", "catalog"), "storefront", Set.of("recommend", "profiles")),
            KeyFormTest::known);

    @Test
    void storefrontKey_unlessToldOtherwise_requiresUserTokensAndMayRecommendOnly() throws JsonProcessingException {
        assertThat(wanted("{\"kind\":\"storefront\",\"userTokenKey\":{\"x\":1}}"))
                .isEqualTo(new KeyForm.Wanted("storefront", Set.of("recommend"), null, null, true, "{\"x\":1}"));
        assertThat(wanted("{\"kind\":\"storefront\"}"))
                .isEqualTo(new KeyForm.Wanted("storefront", Set.of("recommend"), null, null, true, null));
    }

    @Test
    void storefrontKey_forAServer_mayDoAllThatItsKindMay() throws JsonProcessingException {
        assertThat(wanted("{\"kind\":\"storefront\",\"requiresUserToken\":false}"))
                .isEqualTo(new KeyForm.Wanted("storefront", Set.of(), null, null, false, null));
    }

    @Test
    void writeKey_hasNothingOfUserTokens() throws JsonProcessingException {
        assertThat(wanted("{\"kind\":\"write\",\"scopes\":[\"events\"]}"))
                .isEqualTo(new KeyForm.Wanted("write", Set.of("events"), null, null, false, null));
        assertFault("{\"kind\":\"write\",\"requiresUserToken\":true}", "requiresUserToken");
        assertFault("{\"kind\":\"write\",\"userTokenKey\":{\"x\":1}}", "userTokenKey");
    }

    @Test
    void publicKey_keyWithMoreScopes_isRefused() throws JsonProcessingException {
        assertFault("{\"kind\":\"storefront\",\"scopes\":[\"profiles\"]}", "scopes");
    }

    @Test
    void publicKey_thatCannotBeRead_isRefusedWithTheReason() throws JsonProcessingException {
        assertFault("{\"kind\":\"storefront\",\"userTokenKey\":\"bad\"}", "userTokenKey");
    }

    @Test
    void rotation_ofAStorefrontKey_mayBringAnotherPublicKey() throws JsonProcessingException {
        assertThat(form.parseRotation(JSON.readTree("{\"userTokenKey\":{\"x\":2}}"), true))
                .isEqualTo(new Form.Valid<>(new KeyForm.Rotation(Duration.ofHours(24), "{\"x\":2}")));
        assertThat(form.parseRotation(JSON.readTree("{\"userTokenKey\":{\"x\":2}}"), false))
                .isInstanceOf(Form.Invalid.class);
        assertThat(form.parseRotation(JSON.readTree("{\"grace\":\"P91D\"}"), true))
                .isInstanceOf(Form.Invalid.class);
    }

    private KeyForm.Wanted wanted(String body) throws JsonProcessingException {
        return switch (form.parse(JSON.readTree(body), NOW)) {
            case Form.Valid<KeyForm.Wanted> valid -> valid.value();
            case Form.Invalid<KeyForm.Wanted> invalid -> throw new AssertionError(invalid.faults());
        };
    }

    private void assertFault(String body, String field) throws JsonProcessingException {
        assertThat(form.parse(JSON.readTree(body), NOW))
                .isInstanceOfSatisfying(
                        Form.Invalid.class,
                        invalid -> assertThat(invalid.faults().toString()).contains(field));
    }

    private static String known(String jwk) {
        if (!jwk.startsWith("{")) {
            throw new IllegalArgumentException("must be an object");
        }
        return jwk;
    }
}
