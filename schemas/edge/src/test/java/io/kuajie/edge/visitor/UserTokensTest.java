package io.kuajie.edge.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.testkit.AdjustableClock;
import io.kuajie.testkit.TestKeys;
import io.kuajie.testkit.VisitorSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final AdjustableClock clock = AdjustableClock.at("2026-03-01T08:00:00Z");
    private final UserTokens tokens = new UserTokens(clock);

    @SuppressWarnings("NullAway.Init")
    private VisitorSigner server;

    @SuppressWarnings("NullAway.Init")
    private UserTokenKey key;

    @BeforeEach
    void makeKeys() throws JoseException {
        server = VisitorSigner.ed25519();
        key = UserTokenKey.parse(server.publicKey());
    }

    @Test
    void token_signedByThePartner_namesItsUser() throws JoseException {
        // When
        TokenCheck check = check(server.sign(claims()));
        // Then
        assertThat(check).isEqualTo(new TokenCheck.Valid(new Visitor("王-1", null)));
    }

    @Test
    void token_ofAnOlderCurve_isTakenToo() throws JoseException {
        // Given
        VisitorSigner older = VisitorSigner.p256();
        // When
        TokenCheck check = tokens.check(
                new UserToken(older.sign(claims())), TestKeys.ACADEMY, UserTokenKey.parse(older.publicKey()));
        // Then
        assertThat(check).isInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void token_ofSomebodyNotLoggedIn_namesTheAnonymousId() throws JoseException {
        // Given
        JwtClaims claims = changed(anonymous -> {
            anonymous.unsetClaim("sub");
            anonymous.setStringClaim("anonymousId", "a-1");
        });
        // Then
        assertThat(check(server.sign(claims))).isEqualTo(new TokenCheck.Valid(new Visitor(null, "a-1")));
    }

    @Test
    void token_thatHasExpired_isRefusedWhenTheClocksCannotExplainIt() throws JoseException {
        // Given
        String token = server.sign(claims());
        String other = server.sign(changed(claims -> claims.setStringClaim("anonymousId", "a-1")));
        assertThat(check(token)).isInstanceOf(TokenCheck.Valid.class);
        // When
        clock.advance(Duration.ofMinutes(5).plusSeconds(59));
        // Then
        assertThat(check(token)).isInstanceOf(TokenCheck.Valid.class);
        assertThat(check(other)).isInstanceOf(TokenCheck.Valid.class);
        // When
        clock.advance(Duration.ofSeconds(1));
        // Then: the one that is remembered, too
        assertInvalid(token, "has expired");
        assertInvalid(other, "has expired");
        assertInvalid(server.sign(changed(claims -> claims.setStringClaim("anonymousId", "a-2"))), "has expired");
    }

    @Test
    void token_thatLivesTooLong_isRefused() throws JoseException {
        assertInvalid(expiring(NOW.plus(UserTokens.LONGEST).plusSeconds(120)), "later than 24 hours");
        assertInvalid(server.sign(changed(claims -> claims.unsetClaim("exp"))), "no 'exp'");
        assertThat(check(expiring(NOW.plus(UserTokens.LONGEST)))).isInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void token_issuedLongAgoOrInTheFuture_isRefused() throws JoseException {
        assertInvalid(issued(NOW.minus(UserTokens.LONGEST).minusSeconds(61)), "issued more than 24 hours ago");
        assertInvalid(issued(NOW.plusSeconds(61)), "'iat' that lies ahead");
        assertThat(check(issued(NOW.plusSeconds(59)))).isInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void token_forOrOfSomebodyElse_isRefused() throws JoseException {
        assertInvalid(server.sign(changed(claims -> claims.setAudience("shop"))), "another 'aud'");
        assertInvalid(server.sign(changed(claims -> claims.unsetClaim("aud"))), "no 'aud'");
        assertInvalid(server.sign(changed(claims -> claims.setIssuer("blossom"))), "another 'iss'");
        assertInvalid(server.sign(changed(claims -> claims.unsetClaim("iss"))), "no 'iss'");
        assertInvalid(server.sign(changed(claims -> claims.unsetClaim("sub"))), "names nobody");
        assertInvalid(server.sign(changed(claims -> claims.setSubject(" "))), "names nobody");
        assertInvalid(server.sign(changed(claims -> claims.setClaim("anonymousId", 17))), "wrong form");
    }

    @Test
    void token_ofAnotherPartner_isRefusedAlsoWhereThatPartnersIsKnown() throws JoseException {
        // Given: two partners with one pair of keys, which nobody should have
        String token = server.sign(claims());
        assertThat(check(token)).isInstanceOf(TokenCheck.Valid.class);
        // When
        TokenCheck check = tokens.check(new UserToken(token), TestKeys.BLOSSOM, key);
        // Then
        assertThat(check).isInstanceOf(TokenCheck.Invalid.class);
    }

    @Test
    void token_signedWithAnotherKey_isRefusedAlsoWhereItIsKnownForThatKey() throws JoseException {
        // Given
        VisitorSigner another = VisitorSigner.ed25519();
        String token = another.sign(claims());
        assertThat(tokens.check(new UserToken(token), TestKeys.ACADEMY, UserTokenKey.parse(another.publicKey())))
                .isInstanceOf(TokenCheck.Valid.class);
        // Then
        assertInvalid(token, "not signed with the private key");
    }

    @Test
    void token_thatIsCutOrChangedAnywhere_isRefused() throws JoseException {
        // Given
        String token = server.sign(claims());
        assertThat(check(token)).isInstanceOf(TokenCheck.Valid.class);
        // Then
        for (int length = 0; length < token.length(); length++) {
            assertThat(check(token.substring(0, length))).isInstanceOf(TokenCheck.Invalid.class);
        }
        // The last letters of a part may hold bits that belong to no byte, so that the letter before them is changed.
        for (int at = 0; at < token.length(); at++) {
            char letter = token.charAt(at);
            if (letter != '.' && token.length() - at > 2) {
                String other = token.substring(0, at) + (letter == 'A' ? 'Q' : 'A') + token.substring(at + 1);
                assertThat(check(other)).as("letter %d", at).isInstanceOf(TokenCheck.Invalid.class);
            }
        }
    }

    @Test
    void token_withClaimsOfAnotherUserUnderTheSameSignature_isRefused() throws JoseException {
        // Given
        String[] mine = server.sign(claims()).split("\\.");
        String theirs =
                new String(Base64.getUrlDecoder().decode(mine[1]), StandardCharsets.UTF_8).replace("王-1", "王-2");
        // Then
        assertInvalid(mine[0] + "." + encoded(theirs) + "." + mine[2], "not signed with the private key");
    }

    @Test
    void token_withoutASignature_isRefused() throws JoseException {
        // Given
        String claims = server.sign(claims()).split("\\.")[1];
        // Then
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            String header = encoded("{\"alg\":\"%s\"}".formatted(none));
            assertThat(check(header + "." + claims + ".")).isInstanceOf(TokenCheck.Invalid.class);
        }
    }

    @Test
    void token_withThePublicKeyAsAnHmacSecret_isRefused() throws JoseException {
        for (byte[] secret :
                new byte[][] {key.publicKey().getEncoded(), key.json().getBytes(StandardCharsets.UTF_8)}) {
            // Given
            JsonWebSignature forged = new JsonWebSignature();
            forged.setPayload(claims().toJson());
            forged.setKey(new HmacKey(secret));
            forged.setAlgorithmHeaderValue("HS256");
            forged.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            // Then
            assertInvalid(forged.getCompactSerialization(), "not signed with the private key");
        }
    }

    @Test
    void token_signedByAKeyThatItBringsItself_isRefused() throws JoseException {
        // Given
        VisitorSigner another = VisitorSigner.p256();
        // Then
        assertInvalid(another.sign(claims()), "not signed with the private key");
    }

    @Test
    void text_thatIsNoToken_isRefused() {
        for (String text : new String[] {"", ".", "..", "...", "a.b.c", "王.王.王", "a.b.c.d.e", "x".repeat(100_000)}) {
            assertThat(check(text)).isInstanceOf(TokenCheck.Invalid.class);
        }
    }

    @Test
    void reason_neverHoldsTheToken() throws JoseException {
        // Given
        String token = VisitorSigner.ed25519().sign(claims());
        // Then
        assertThat(check(token).toString()).doesNotContain(token.split("\\."));
    }

    private TokenCheck check(String token) {
        return tokens.check(new UserToken(token), TestKeys.ACADEMY, key);
    }

    private void assertInvalid(String token, String reason) {
        assertThat(check(token))
                .isInstanceOfSatisfying(
                        TokenCheck.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    private String expiring(Instant at) throws JoseException {
        return server.sign(VisitorSigner.claims("王-1", at));
    }

    private String issued(Instant at) throws JoseException {
        return server.sign(changed(claims -> claims.setIssuedAt(NumericDate.fromMilliseconds(at.toEpochMilli()))));
    }

    private static JwtClaims claims() {
        return VisitorSigner.claims("王-1", NOW.plus(Duration.ofMinutes(5)));
    }

    private static JwtClaims changed(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return claims;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
