package io.kuajie.testkit;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two sample partners, their keys and the secret of pseudonyms, as every test and demonstration uses them. Everybody can
 * read them here, so no installation may use them.
 */
public final class TestKeys {
    /** 知行课堂, a course school. */
    public static final PartnerId ACADEMY = new PartnerId("academy");

    public static final Domain COURSE = new Domain("course");

    /** 花间美妆, a beauty shop. */
    public static final PartnerId BLOSSOM = new PartnerId("blossom");

    public static final Domain BEAUTY = new Domain("beauty");

    public static final String ACADEMY_WRITE_KEY = "academy-write-key";
    public static final String ACADEMY_STOREFRONT_KEY = "academy-storefront-key";
    public static final String BLOSSOM_WRITE_KEY = "blossom-write-key";
    public static final String BLOSSOM_STOREFRONT_KEY = "blossom-storefront-key";
    public static final String OPERATOR_KEY = "operator-key";

    /** Base64 of 32 bytes. */
    public static final String PSEUDONYM_SECRET = "a3VhamllIHNhbXBsZSBzZWNyZXQsIG5vdCBzZWNyZXQh";

    /** Base64 of 32 bytes. */
    public static final String MATCH_SECRET = "YW5vdGhlciBzYW1wbGUgc2VjcmV0LCBub3Qgc2VjcmV0IQ==";

    private TestKeys() {}

    /** Makes the pseudonyms that the door makes under {@link #configuration}. */
    public static Pseudonymizer pseudonymizer() {
        return Pseudonymizer.ofBase64(PSEUDONYM_SECRET);
    }

    /** Partners, key digests and secret, as the services' configuration takes them. */
    public static Map<String, String> configuration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        partner(configuration, ACADEMY, "知行课堂", COURSE, ACADEMY_WRITE_KEY, ACADEMY_STOREFRONT_KEY);
        partner(configuration, BLOSSOM, "花间美妆", BEAUTY, BLOSSOM_WRITE_KEY, BLOSSOM_STOREFRONT_KEY);
        configuration.put("kuajie.admin-keys", digest(OPERATOR_KEY));
        configuration.put("kuajie.pseudonym.secret", PSEUDONYM_SECRET);
        configuration.put("kuajie.ingest.identity.match-secret", MATCH_SECRET);
        return configuration;
    }

    /** SHA-256, hexadecimal. */
    public static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }

    private static void partner(
            Map<String, String> configuration,
            PartnerId partner,
            String name,
            Domain domain,
            String writeKey,
            String storefrontKey) {
        String prefix = "kuajie.partners." + partner + ".";
        configuration.put(prefix + "name", name);
        configuration.put(prefix + "domain", domain.toString());
        configuration.put(prefix + "write-keys", digest(writeKey));
        configuration.put(prefix + "storefront-keys", digest(storefrontKey));
    }
}
