package io.kuajie.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every service must be told. Keys are given as SHA-256 digests, so that configuration holds nothing to log in with. */
@ConfigMapping(prefix = "kuajie")
public interface PlatformSettings {
    /** The partners, by id. */
    Map<String, Partner> partners();

    /** SHA-256 of each operator key, hexadecimal. */
    @WithName("admin-keys")
    Optional<List<String>> adminKeys();

    /** Secret that pseudonyms are made with: at least 32 bytes in Base64. Needed by services that meet user ids. */
    @WithName("pseudonym.secret")
    Optional<String> pseudonymSecret();

    /** Earlier secrets of pseudonyms, by a name of your own, until everybody has been seen under the present one. */
    @WithName("pseudonym.former")
    Map<String, String> formerPseudonymSecrets();

    /** Kafka brokers, as host:port pairs. */
    @WithName("kafka.bootstrap-servers")
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** Core API of the schema registry. */
    @WithName("registry.url")
    @WithDefault("http://localhost:8081/apis/registry/v3")
    URI registryUrl();

    /** Put before every topic, consumer group and application id; sets installations on one broker apart. */
    @WithName("topics.prefix")
    Optional<String> topicsPrefix();

    /** How much the service's clock is ahead of the machine's, for rehearsals of time. */
    @WithName("clock.offset")
    @WithDefault("0s")
    Duration clockOffset();

    /** How finely it is told when an issued key was used last; of a key in use, a word an interval is written. */
    @WithName("key-use-interval")
    @WithDefault("10m")
    Duration keyUseInterval();

    /** Tokens of an OpenID Connect issuer, beside keys. */
    Oidc oidc();

    /** Tokens of an OpenID Connect issuer. */
    interface Oidc {
        /** The issuer, as its tokens name it; unset for keys alone. */
        Optional<URI> issuer();

        /** The audience that tokens must name. */
        @WithDefault("kuajie")
        String audience();

        /** The claim that holds roles, a list or a text; dots lead into objects, as in {@code realm_access.roles}. */
        @WithDefault("roles")
        String roleClaim();

        /** What the issuer calls the role of operators. */
        @WithDefault("kuajie-admin")
        String adminRole();

        /** What the issuer calls the role of those who manage a partner's data. */
        @WithDefault("kuajie-writer")
        String writerRole();

        /** What the issuer calls the role of those who ask for recommendations. */
        @WithDefault("kuajie-storefront")
        String storefrontRole();

        /** The claim that names the partner; not asked of operators. */
        @WithDefault("partner")
        String partnerClaim();
    }

    /** One partner. */
    interface Partner {
        /** Display name. */
        Optional<String> name();

        /** Industry, such as course or beauty. */
        String domain();

        /** SHA-256 of each key that may send events and manage the partner's data, hexadecimal. */
        @WithName("write-keys")
        Optional<List<String>> writeKeys();

        /** SHA-256 of each key that may ask for recommendations, hexadecimal. */
        @WithName("storefront-keys")
        Optional<List<String>> storefrontKeys();
    }
}
