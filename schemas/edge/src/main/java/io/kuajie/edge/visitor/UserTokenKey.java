package io.kuajie.edge.visitor;

import java.security.PublicKey;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The public key of a partner that signs who visits its pages. The key alone says which algorithm its tokens have, so that a token
 * can't choose another.
 *
 * @param json the key as a JWK (RFC 7517), nothing but what is public
 * @param algorithm EdDSA for Ed25519 (RFC 8037), ES256 for P-256 (RFC 7518)
 */
public record UserTokenKey(String json, PublicKey publicKey, String algorithm) {
    /** @throws IllegalArgumentException with the rule and advice, if it is no such key or holds what is private */
    public static UserTokenKey parse(String jwk) {
        if (!(read(jwk) instanceof PublicJsonWebKey key)) {
            throw unknown();
        }
        if (key.getPrivateKey() != null) {
            throw new IllegalArgumentException(
                    "holds a private key, which is no longer one; make another pair and send its public part only");
        }
        String algorithm = algorithmOf(key);
        String json = publicPart(key.getPublicKey());
        if (!members(jwk).entrySet().containsAll(members(json).entrySet())) {
            throw new IllegalArgumentException(
                    "has a point that is not 32 bytes a coordinate, in Base64 for URLs without padding");
        }
        return new UserTokenKey(json, key.getPublicKey(), algorithm);
    }

    private static JsonWebKey read(String jwk) {
        try {
            return JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException | RuntimeException e) {
            // The library answers some malformed keys with exceptions of its arithmetic.
            throw new IllegalArgumentException(
                    "can't be read as a JWK of an Ed25519 or P-256 key, such as {\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"…\"}",
                    e);
        }
    }

    /** Written of the point alone, so that nothing else that was sent is kept. */
    private static String publicPart(PublicKey key) {
        try {
            return JsonWebKey.Factory.newJwk(key).toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalArgumentException("can't be written as a JWK", e);
        }
    }

    private static Map<String, Object> members(String jwk) {
        try {
            return JsonUtil.parseJson(jwk);
        } catch (JoseException e) {
            throw new IllegalArgumentException("can't be read as JSON", e);
        }
    }

    private static String algorithmOf(PublicJsonWebKey key) {
        return switch (key) {
            case OctetKeyPairJsonWebKey pair
            when pair.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519) -> AlgorithmIdentifiers.EDDSA;
            case EllipticCurveJsonWebKey curve
            when EllipticCurves.P_256.equals(curve.getCurveName()) ->
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
            default -> throw unknown();
        };
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("must be a public key on the curve Ed25519 or P-256, as a JWK");
    }
}
