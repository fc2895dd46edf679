package io.kuajie.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer on loopback: a discovery document, a set of public keys, and tokens signed with them. */
public final class SigningIssuer implements AutoCloseable {
    private final HttpServer server;
    private final List<RsaJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final AtomicInteger discoveries = new AtomicInteger();

    public SigningIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", discoveries, () -> """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys"}""".formatted(name()));
        answer("/keys", keyFetches, () -> new JsonWebKeySet(published).toJson());
        server.start();
    }

    /** The issuer, as its tokens name it. */
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often its keys were asked for. */
    public int keyFetches() {
        return keyFetches.get();
    }

    /** How often its discovery document was asked for. */
    public int discoveries() {
        return discoveries.get();
    }

    /** A pair of keys, published by {@link #publish} only. */
    public RsaJsonWebKey newKey(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
    }

    /** Makes these the keys that tokens are checked with, and no others. */
    public void publish(RsaJsonWebKey... keys) {
        published.clear();
        published.addAll(List.of(keys));
    }

    /** A token that says this, signed with that key. */
    public static String sign(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signature.getCompactSerialization();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(String path, AtomicInteger count, Supplier<String> text) {
        server.createContext(path, exchange -> {
            count.incrementAndGet();
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
