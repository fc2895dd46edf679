package io.kuajie.e2e;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The documented pseudonym, computed independently: HMAC-SHA-256 of partner, kind and id, 128 bits, URL-safe Base64. */
record Pseudonyms(byte[] secret, String partner) {
    /** The leaf key of a user id. */
    String leafOf(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] digest = mac.doFinal((partner + "\0u\0" + user).getBytes(StandardCharsets.UTF_8));
            String pseudonym = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
            return partner + ":" + pseudonym;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
