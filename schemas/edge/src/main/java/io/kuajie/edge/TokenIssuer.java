package io.kuajie.edge;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer: its discovery document, and the public keys it signs with. Nothing is fetched before the first token comes;
 * keys are fetched again when a token names one that is not known, at most once in {@link #BETWEEN_FETCHES}.
 */
final class TokenIssuer {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int LONGEST_WAIT_MILLIS = 3_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** So that made-up tokens can't make this service ask its issuer without end. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);

    private final URI issuer;
    private volatile @Nullable HttpsJwksVerificationKeyResolver keys;

    /** @throws IllegalArgumentException if what it says could be changed on its way */
    TokenIssuer(URI issuer) {
        this.issuer = requireSafe(issuer, "kuajie.oidc.issuer");
    }

    String name() {
        return issuer.toString();
    }

    /** Finds the key that a token was signed with. @throws IOException where the issuer can't be asked */
    HttpsJwksVerificationKeyResolver keys() throws IOException {
        HttpsJwksVerificationKeyResolver known = keys;
        return known == null ? discovered() : known;
    }

    private synchronized HttpsJwksVerificationKeyResolver discovered() throws IOException {
        HttpsJwksVerificationKeyResolver known = keys;
        if (known == null) {
            HttpsJwks published = new HttpsJwks(keyAddress().toString());
            published.setSimpleHttpGet(client());
            published.setRefreshReprieveThreshold(BETWEEN_FETCHES.toMillis());
            known = new HttpsJwksVerificationKeyResolver(published);
            keys = known;
        }
        return known;
    }

    private URI keyAddress() throws IOException {
        String address = name().endsWith("/") ? name().substring(0, name().length() - 1) : name();
        SimpleResponse response = client().get(address + DISCOVERY);
        try {
            Map<String, Object> document = JsonUtil.parseJson(response.getBody());
            if (!name().equals(document.get("issuer")) || !(document.get("jwks_uri") instanceof String keyAddress)) {
                throw new IOException(
                        "The discovery document of %s is another issuer's or names no jwks_uri.".formatted(name()));
            }
            return requireSafe(URI.create(keyAddress), "jwks_uri");
        } catch (JoseException | IllegalArgumentException e) {
            throw new IOException("The discovery document of %s can't be used.".formatted(name()), e);
        }
    }

    private static Get client() {
        Get client = new Get();
        client.setConnectTimeout(LONGEST_WAIT_MILLIS);
        client.setReadTimeout(LONGEST_WAIT_MILLIS);
        client.setRetries(0);
        return client;
    }

    private static URI requireSafe(URI address, String name) {
        boolean isSafe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost())));
        if (!isSafe) {
            throw new IllegalArgumentException(
                    "%s (%s) must be an https address; whoever can change what it says can sign tokens."
                            .formatted(name, address));
        }
        return address;
    }
}
