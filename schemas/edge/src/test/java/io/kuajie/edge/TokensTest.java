package io.kuajie.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.testkit.SigningIssuer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private SigningIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    private RsaJsonWebKey key;

    @SuppressWarnings("NullAway.Init")
    private Tokens tokens;

    @BeforeEach
    void start() throws IOException, JoseException {
        issuer = new SigningIssuer();
        key = issuer.newKey("first");
        issuer.publish(key);
        tokens = tokens(Map.of("kuajie.oidc.issuer", issuer.name()));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void token_ofAnOperator_isAnOperators() throws JoseException {
        assertThat(tokens.callerOf(SigningIssuer.sign(claims("kuajie-admin"), key)))
                .contains(new KeyRing.Caller(Role.ADMIN, null, null, Set.of(), "token:somebody"));
    }

    @Test
    void token_ofAWriter_isThePartnersWithinItsScopes() throws JoseException {
        // Given
        JwtClaims claims = claims("kuajie-writer");
        claims.setStringClaim("partner", "academy");
        claims.setStringClaim("scope", "openid kuajie:catalog kuajie:plans");
        // When
        KeyRing.Caller caller = tokens.callerOf(SigningIssuer.sign(claims, key)).orElseThrow();
        // Then
        assertThat(caller)
                .isEqualTo(new KeyRing.Caller(
                        Role.WRITER,
                        new PartnerId("academy"),
                        new Domain("course"),
                        Set.of("catalog", "plans"),
                        "token:somebody"));
        assertThat(caller.may(Scope.PRIVACY)).isFalse();
    }

    @Test
    void token_ofAWriter_withoutScopeOrPartnerOrOfAnUnknownOne_isNobodys() throws JoseException {
        // Given
        JwtClaims noScope = claims("kuajie-writer");
        noScope.setStringClaim("partner", "academy");
        noScope.setStringClaim("scope", "openid");
        JwtClaims noPartner = claims("kuajie-writer");
        noPartner.setStringClaim("scope", "kuajie:catalog");
        JwtClaims unknown = claims("kuajie-writer");
        unknown.setStringClaim("partner", "nobody");
        unknown.setStringClaim("scope", "kuajie:catalog");
        // Then
        for (JwtClaims claims : List.of(noScope, noPartner, unknown, claims("somebody"))) {
            assertThat(tokens.callerOf(SigningIssuer.sign(claims, key))).isEmpty();
        }
    }

    @Test
    void token_thatIsNotForUsOrNotOfNowOrNotOfTheIssuer_isNobodys() throws JoseException {
        // Given
        JwtClaims otherAudience = claims("kuajie-admin");
        otherAudience.setAudience("shop");
        JwtClaims expired = claims("kuajie-admin");
        expired.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() - 31));
        JwtClaims endless = claims("kuajie-admin");
        endless.unsetClaim("exp");
        JwtClaims early = claims("kuajie-admin");
        early.setNotBefore(NumericDate.fromSeconds(NOW.getEpochSecond() + 31));
        JwtClaims otherIssuer = claims("kuajie-admin");
        otherIssuer.setIssuer("https://id.example");
        // Then
        for (JwtClaims claims : List.of(otherAudience, expired, endless, early, otherIssuer)) {
            assertThat(tokens.callerOf(SigningIssuer.sign(claims, key)))
                    .as(claims.toJson())
                    .isEmpty();
        }
    }

    @Test
    void token_signedByAnother_orNotAtAll_orChanged_isNobodys() throws JoseException {
        // Given
        String good = SigningIssuer.sign(claims("kuajie-admin"), key);
        String another = SigningIssuer.sign(claims("kuajie-admin"), issuer.newKey("first"));
        String[] parts = good.split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        String changed = parts[0] + "." + another.split("\\.")[1].replace('A', 'B') + "." + parts[2];
        // Then
        assertThat(tokens.callerOf(good)).isPresent();
        for (String token : List.of(another, unsigned, changed, "a.b.c", "..")) {
            assertThat(tokens.callerOf(token)).as(token).isEmpty();
        }
    }

    @Test
    void keys_thatAreReplaced_areFetchedAgainAndTheFormerOpensNothing() throws JoseException {
        // Given
        assertThat(tokens.callerOf(SigningIssuer.sign(claims("kuajie-admin"), key)))
                .isPresent();
        RsaJsonWebKey second = issuer.newKey("second");
        // When
        issuer.publish(second);
        // Then
        String fresh = SigningIssuer.sign(claims("kuajie-admin"), second);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tokens.callerOf(fresh)).isPresent());
        assertThat(tokens.callerOf(SigningIssuer.sign(claims("kuajie-admin"), key)))
                .isEmpty();
    }

    @Test
    void keys_areNotFetchedForEachMadeUpToken() throws JoseException {
        // Given
        String good = SigningIssuer.sign(claims("kuajie-admin"), key);
        assertThat(tokens.callerOf(good)).isPresent();
        String unknown = SigningIssuer.sign(claims("kuajie-admin"), issuer.newKey("unknown"));
        long start = System.nanoTime();
        // When
        for (int n = 0; n < 200; n++) {
            assertThat(tokens.callerOf(unknown)).isEmpty();
        }
        // Then
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat((long) issuer.keyFetches()).isLessThanOrEqualTo(seconds + 3);
        assertThat(issuer.discoveries()).isEqualTo(1);
    }

    @Test
    void issuerThatIsAway_letsNobodyInAndWasNotAskedBefore() throws JoseException {
        // Given
        String token = SigningIssuer.sign(claims("kuajie-admin"), key);
        Tokens early = tokens(Map.of("kuajie.oidc.issuer", issuer.name()));
        issuer.close();
        // Then
        assertThat(issuer.discoveries()).isZero();
        assertThat(early.callerOf(token)).isEmpty();
    }

    @Test
    void withoutAnIssuer_nothingIsAToken() throws JoseException {
        // Given
        Tokens off = tokens(Map.of());
        String token = SigningIssuer.sign(claims("kuajie-admin"), key);
        // Then
        assertThat(off.isToken(token)).isFalse();
        assertThat(tokens.isToken(token)).isTrue();
        assertThat(tokens.isToken("academy-write-key")).isFalse();
    }

    @Test
    void issuerWithoutEncryption_isRefusedUnlessItIsThisMachine() {
        assertThatThrownBy(() -> tokens(Map.of("kuajie.oidc.issuer", "http://id.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    private JwtClaims claims(String role) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer.name());
        claims.setAudience("kuajie");
        claims.setSubject("somebody");
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 60));
        claims.setStringListClaim("roles", List.of(role));
        return claims;
    }

    private static Tokens tokens(Map<String, String> more) {
        PlatformSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PlatformSettings.class)
                .withDefaultValue("kuajie.partners.academy.domain", "course")
                .withDefaultValues(more)
                .build()
                .getConfigMapping(PlatformSettings.class);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Tokens(settings, new KeyRing(settings, clock), clock);
    }
}
