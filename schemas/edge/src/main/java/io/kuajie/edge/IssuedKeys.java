package io.kuajie.edge;

import io.kuajie.edge.visitor.UserTokenKey;
import io.kuajie.edge.visitor.UserTokenRule;
import io.kuajie.events.PartnerKey;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that operators have issued, beside those of the configuration: followed from partner.keys and put on the ring. Words on a
 * key never take each other back: it ends at the earliest time any of them says, in whatever order they arrive.
 */
@Startup
@ApplicationScoped
public class IssuedKeys {
    private static final Logger LOG = Logger.getLogger(IssuedKeys.class);

    /** An issued key. @param endsAt from when it opens nothing; null where it has no end */
    public record Issued(PartnerKey key, @Nullable Instant endsAt) {}

    private final KeyRing ring;
    private final KeyUses uses;
    private final Map<String, Map<String, PartnerKey>> wordsById = new ConcurrentHashMap<>();
    private final TopicFollower<PartnerKey> follower;

    public IssuedKeys(KeyRing ring, KeyUses uses, Platform platform, FollowerHealth health) {
        this.ring = ring;
        this.uses = uses;
        String topic = platform.nameOf(TopicCatalog.PARTNER_KEYS);
        follower = new TopicFollower<>(
                platform.kafka(),
                topic,
                platform.serdeOf(TopicCatalog.PARTNER_KEYS),
                (key, word, partition, offset) -> follow(key, word, partition));
        health.watch(topic, follower);
    }

    /** What is known of a key. */
    public Optional<Issued> find(PartnerId partner, String id) {
        return Optional.ofNullable(wordsById.get(id))
                .map(IssuedKeys::issued)
                .filter(issued -> issued.key().getPartner().equals(partner.value()));
    }

    /** The partner's keys, oldest first, those that have ended among them. */
    public List<Issued> of(PartnerId partner) {
        return wordsById.values().stream()
                .map(IssuedKeys::issued)
                .filter(issued -> issued.key().getPartner().equals(partner.value()))
                .sorted(Comparator.comparing((Issued issued) -> issued.key().getCreatedAt())
                        .thenComparing(issued -> issued.key().getId()))
                .toList();
    }

    /** Takes a word on a key, as the topic has it or is about to have it. @param key of the record */
    public void take(String key, PartnerKey word) {
        Map<String, PartnerKey> words = wordsById.merge(word.getId(), Map.of(key, word), IssuedKeys::together);
        PartnerId partner = new PartnerId(word.getPartner());
        Optional<Domain> domain = ring.domainOf(partner);
        if (domain.isEmpty()) {
            LOG.warnf("Key %s is of partner %s, which is not configured here; it opens nothing", word.getId(), partner);
            return;
        }
        Instant endsAt = issued(words).endsAt();
        ring.hold(
                word.getDigest(),
                new KeyRing.Caller(
                        word.getRole(),
                        partner,
                        domain.get(),
                        new HashSet<>(word.getScopes()),
                        "key:" + word.getId(),
                        userTokens(words.values())),
                endsAt == null ? Long.MAX_VALUE : endsAt.toEpochMilli(),
                uses.of(word.getId()));
    }

    private void follow(String key, @Nullable PartnerKey word, TopicPartition partition) {
        if (word == null) {
            LOG.warnf("Ignoring a tombstone in %s: keys end by a word that says when", partition.topic());
            return;
        }
        take(key, word);
    }

    private static Map<String, PartnerKey> together(Map<String, PartnerKey> known, Map<String, PartnerKey> more) {
        Map<String, PartnerKey> together = new HashMap<>(known);
        together.putAll(more);
        return together;
    }

    /** What any word asks for holds: one that was written by an older version says nothing of it. */
    private static UserTokenRule userTokens(Collection<PartnerKey> words) {
        boolean isRequired = words.stream().anyMatch(PartnerKey::getRequiresUserToken);
        Optional<String> jwk = words.stream()
                .map(PartnerKey::getUserTokenKey)
                .filter(Objects::nonNull)
                .findFirst();
        if (!isRequired && jwk.isEmpty()) {
            return UserTokenRule.NONE;
        }
        try {
            return new UserTokenRule(isRequired, jwk.map(UserTokenKey::parse).orElse(null));
        } catch (IllegalArgumentException e) {
            String id = words.iterator().next().getId();
            LOG.warnf("The public key of key %s %s; user tokens sent with it are refused", id, e.getMessage());
            return new UserTokenRule(isRequired, null);
        }
    }

    private static Issued issued(Map<String, PartnerKey> words) {
        PartnerKey any = words.values().iterator().next();
        PartnerKey asIssued = words.getOrDefault(any.getId(), any);
        Instant endsAt = words.values().stream()
                .map(PartnerKey::getEndsAt)
                .filter(end -> end != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Issued(asIssued, endsAt);
    }

    @PreDestroy
    void close() {
        follower.close();
    }
}
