package io.kuajie.edge.visitor;

import io.kuajie.kernel.PartnerId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Checks what partners' servers have signed of their visitors: compact JWTs (RFC 7519) with {@code iss}, the partner's id, {@code aud},
 * {@value #AUDIENCE}, {@code exp}, and {@code sub}, a user id, or {@code anonymousId}. Clocks may differ by {@link #SKEW}.
 */
@Singleton
public class UserTokens {
    /** For whom tokens are made. */
    public static final String AUDIENCE = "kuajie";

    /** How far ahead a token may expire, and how long ago it may have been issued. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(UserTokens.class);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final String ANONYMOUS = "anonymousId";
    private static final Map<Integer, String> REASON_BY_CODE = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "has expired; have the partner's server sign another"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "has no 'exp'; it must expire within 24 hours"),
            Map.entry(
                    ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE,
                    "expires later than 24 hours from now; sign a shorter one"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "has an 'iat' that lies ahead; set the server's clock"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_PAST, "was issued more than 24 hours ago; sign another"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "is not valid yet; see its 'nbf' and the server's clock"),
            Map.entry(ErrorCodes.ISSUER_MISSING, "has no 'iss', which must be the partner's id"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "has another 'iss' than the id of the key's partner"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "has no 'aud', which must be 'kuajie'"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "has another 'aud' than 'kuajie'"));

    private final Clock clock;
    private final KnownTokens known = new KnownTokens();

    public UserTokens(Clock clock) {
        this.clock = clock;
    }

    /** Whether the token was found valid before and still is, so that {@link #check} costs next to nothing. */
    public boolean isKnown(UserToken token, PartnerId partner, UserTokenKey key) {
        return !token.isTooLong() && known.find(token.digest(), partner, key, clock.millis()) != null;
    }

    /**
     * Checks the signature of a token that is not known yet, which takes up to a millisecond of a processor: no event loop's work.
     *
     * @param key of the partner, who must be the token's issuer
     */
    public TokenCheck check(UserToken token, PartnerId partner, UserTokenKey key) {
        if (token.isTooLong()) {
            return token.refusal();
        }
        long now = clock.millis();
        Visitor visitor = known.find(token.digest(), partner, key, now);
        return visitor == null ? verified(token, partner, key, now) : new TokenCheck.Valid(visitor);
    }

    private TokenCheck verified(UserToken token, PartnerId partner, UserTokenKey key, long now) {
        try {
            JwtClaims claims = claims(token.text(), partner, key, now);
            String user = text(claims, "sub");
            String anonymousId = text(claims, ANONYMOUS);
            if (user == null && anonymousId == null) {
                return new TokenCheck.Invalid(
                        "names nobody; say the user's id in 'sub' or the visitor's in 'anonymousId'");
            }
            Visitor visitor = new Visitor(user, anonymousId);
            long until = claims.getExpirationTime().getValueInMillis() + SKEW.toMillis();
            known.keep(token.digest(), partner, key, visitor, until);
            return new TokenCheck.Valid(visitor);
        } catch (InvalidJwtException e) {
            // The exception's message holds the token.
            LOG.debugf("A user token of %s is refused: %s", partner, reason(e));
            return new TokenCheck.Invalid(reason(e));
        } catch (MalformedClaimException e) {
            return new TokenCheck.Invalid("has a claim of the wrong form");
        }
    }

    private static JwtClaims claims(String token, PartnerId partner, UserTokenKey key, long now)
            throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(key.publicKey())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, key.algorithm())
                .setExpectedIssuer(partner.value())
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes((int) LONGEST.toMinutes())
                .setIssuedAtRestrictions(0, (int) LONGEST.toSeconds())
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now))
                .build()
                .processToClaims(token);
    }

    private static String reason(InvalidJwtException e) {
        return REASON_BY_CODE.entrySet().stream()
                .filter(reason -> e.hasErrorCode(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(
                        "is not signed with the private key that belongs to this key's userTokenKey, or has another form");
    }

    /** A claim that is a text; a blank one is as good as none. @throws MalformedClaimException if it is something else */
    private static @Nullable String text(JwtClaims claims, String name) throws MalformedClaimException {
        String text = claims.getClaimValue(name, String.class);
        return text == null || text.isBlank() ? null : text;
    }
}
