package io.kuajie.edge;

import io.kuajie.edge.visitor.UserTokenRule;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open the services, by digest. A key is looked up by its SHA-256, so neither configuration nor memory holds a key,
 * and a look-up's time says nothing about how near a guess came.
 */
@ApplicationScoped
public class KeyRing {
    /**
     * The holder of a key.
     *
     * @param partner null for an operator
     * @param scopes what the key may do, empty for all that its role may
     * @param name what the key is called, which opens nothing, or whom a token names
     * @param userTokens whom the key may ask for
     */
    public record Caller(
            String role,
            @Nullable PartnerId partner,
            @Nullable Domain domain,
            Set<String> scopes,
            String name,
            UserTokenRule userTokens) {
        public Caller {
            scopes = Set.copyOf(scopes);
        }

        /** A caller who may ask for anybody of the partner's. */
        public Caller(
                String role, @Nullable PartnerId partner, @Nullable Domain domain, Set<String> scopes, String name) {
            this(role, partner, domain, scopes, name, UserTokenRule.NONE);
        }

        /** Whether the key may do this. @param scope as {@link Scope} names it */
        public boolean may(String scope) {
            return scopes.isEmpty() || scopes.contains(scope);
        }

        /** The caller's partner. @throws IllegalStateException for an operator, who has none */
        public PartnerId requirePartner() {
            if (partner == null) {
                throw new IllegalStateException("An operator key belongs to no partner.");
            }
            return partner;
        }

        /** The industry of the caller's partner. @throws IllegalStateException for an operator, who has none */
        public Domain requireDomain() {
            if (domain == null) {
                throw new IllegalStateException("An operator key belongs to no partner.");
            }
            return domain;
        }
    }

    /** A key on the ring. @param until milliseconds since the epoch from when it opens nothing */
    private record Held(Caller caller, long until, KeyUses.@Nullable Use use) {}

    private static final int SHORT_DIGEST = 12;

    private final Map<String, Held> heldByDigest = new ConcurrentHashMap<>();
    private final Map<PartnerId, Domain> domainByPartner = new HashMap<>();
    private final Clock clock;

    public KeyRing(PlatformSettings settings, Clock clock) {
        this.clock = clock;
        settings.partners().forEach((id, partner) -> {
            PartnerId partnerId = new PartnerId(id);
            Domain domain = new Domain(partner.domain());
            domainByPartner.put(partnerId, domain);
            add(partner.writeKeys(), Role.WRITER, partnerId, domain);
            add(partner.storefrontKeys(), Role.STOREFRONT, partnerId, domain);
        });
        add(settings.adminKeys(), Role.ADMIN, null, null);
    }

    /** Who holds this key; empty if nobody does. */
    public Optional<Caller> callerOf(String key) {
        Held held = heldByDigest.get(digest(key));
        long now = clock.millis();
        if (held == null || held.until <= now) {
            return Optional.empty();
        }
        if (held.use != null) {
            held.use.note(now);
        }
        return Optional.of(held.caller);
    }

    /** Puts an issued key on the ring, or changes when it ends. @param until milliseconds since the epoch */
    void hold(String digest, Caller caller, long until, KeyUses.Use use) {
        heldByDigest.put(digest, new Held(caller, until, use));
    }

    /** The industry of a partner; empty for a partner that is not configured. */
    public Optional<Domain> domainOf(PartnerId partner) {
        return Optional.ofNullable(domainByPartner.get(partner));
    }

    /** SHA-256 of a key, hexadecimal, as the settings take it. */
    public static String digest(String key) {
        return HexFormat.of().formatHex(Sha256.of(key));
    }

    private void add(
            Optional<List<String>> digests, String role, @Nullable PartnerId partner, @Nullable Domain domain) {
        for (String digest : digests.orElse(List.of())) {
            String normal = digest.strip().toLowerCase(Locale.ROOT);
            if (!normal.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "A key of %s must be given as its SHA-256, 64 hexadecimal digits; it has %d characters. Make it with 'printf %%s KEY | sha256sum'."
                                .formatted(partner == null ? "the operators" : partner, normal.length()));
            }
            // Configured keys have no id; the beginning of the digest tells which it is.
            Caller caller = new Caller(role, partner, domain, Set.of(), "key:" + normal.substring(0, SHORT_DIGEST));
            if (heldByDigest.putIfAbsent(normal, new Held(caller, Long.MAX_VALUE, null)) != null) {
                throw new IllegalArgumentException("One key is configured twice, for %s; every key opens one thing."
                        .formatted(partner == null ? "the operators" : partner));
            }
        }
    }
}
