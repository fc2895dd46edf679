package io.kuajie.testkit;

import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A partner's server that signs who visits its pages, with a pair of keys of its own. */
public final class VisitorSigner {
    private final PublicJsonWebKey pair;
    private final String algorithm;

    private VisitorSigner(PublicJsonWebKey pair, String algorithm) {
        this.pair = pair;
        this.algorithm = algorithm;
    }

    /** One that signs with Ed25519. */
    public static VisitorSigner ed25519() throws JoseException {
        return new VisitorSigner(OkpJwkGenerator.generateJwk("Ed25519"), AlgorithmIdentifiers.EDDSA);
    }

    /** One that signs with ECDSA on the curve P-256. */
    public static VisitorSigner p256() throws JoseException {
        return new VisitorSigner(
                EcJwkGenerator.generateJwk(EllipticCurves.P256),
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    /** The public key as a JWK. */
    public String publicKey() {
        return pair.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Both keys as a JWK, which nobody should ever send. */
    public String bothKeys() {
        return pair.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** What a good token of the academy says. */
    public static JwtClaims claims(String user, Instant expiresAt) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(TestKeys.ACADEMY.value());
        claims.setAudience("kuajie");
        claims.setSubject(user);
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAt.toEpochMilli()));
        return claims;
    }

    /** A token that says this. */
    public String sign(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(pair.getPrivateKey());
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }
}
