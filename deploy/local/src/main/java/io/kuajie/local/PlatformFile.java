package io.kuajie.local;

import io.kuajie.embedded.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The settings that all services share, as files: where the servers are, the partners, digests of their keys. */
final class PlatformFile {
    private static final String PLATFORM = "platform.properties";
    private static final String DATABASE = "database.properties";

    private final StringBuilder text = new StringBuilder("# Written at each start; changes are lost.\n");

    private PlatformFile() {}

    static void write(DataFolder data, Servers servers, List<Partner> partners, Keys keys) {
        PlatformFile platform = new PlatformFile();
        platform.servers(servers);
        partners.forEach(partner -> platform.partner(partner, keys));
        platform.set("kuajie.admin-keys", digest(keys.operatorKey()));
        platform.set("kuajie.pseudonym.secret", keys.pseudonymSecret());
        platform.set("kuajie.ingest.identity.match-secret", keys.matchSecret());
        PrivateFile.write(data.file(PLATFORM), platform.text.toString());
        PlatformFile database = new PlatformFile();
        database.set("quarkus.datasource.jdbc.url", servers.jdbcUrl());
        database.set("quarkus.datasource.username", servers.jdbcUser());
        database.set("quarkus.datasource.password", servers.jdbcPassword());
        PrivateFile.write(data.file(DATABASE), database.text.toString());
    }

    /** The files a service reads; only one service has to do with the database. */
    static List<Path> of(DataFolder data, Service service) {
        Path platform = data.file(PLATFORM);
        return service == Service.CAMPAIGN ? List.of(platform, data.file(DATABASE)) : List.of(platform);
    }

    private void servers(Servers servers) {
        set("kuajie.kafka.bootstrap-servers", servers.bootstrapServers());
        set("kuajie.registry.url", servers.registryUrl().toString());
    }

    private void partner(Partner partner, Keys keys) {
        String prefix = "kuajie.partners." + partner.id();
        set(prefix + ".name", escaped(partner.name()));
        set(prefix + ".domain", partner.domain());
        set(prefix + ".write-keys", digest(keys.writeKey(partner)));
        set(prefix + ".storefront-keys", digest(keys.storefrontKey(partner)));
    }

    private void set(String name, String value) {
        text.append(name).append('=').append(value).append('\n');
    }

    /** Property files are read as Latin-1 by some readers; escapes mean the same to all. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        value.chars().forEach(c -> {
            if (c < 128) {
                escaped.append((char) c);
            } else {
                escaped.append("\\u%04x".formatted(c));
            }
        });
        return escaped.toString();
    }

    private static String digest(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }
}
