package io.kuajie.ingest.app.keys;

import io.kuajie.edge.IssuedKeys;
import io.kuajie.edge.KeyRing;
import io.kuajie.events.PartnerKey;
import io.kuajie.ingest.app.delivery.Delivery;
import io.kuajie.ingest.app.delivery.Outbound;
import io.kuajie.ingest.domain.keys.KeyForm;
import io.kuajie.kernel.PartnerId;
import io.kuajie.topics.TopicCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Issues and ends keys. What was said of a key stands under keys of its own in the topic, and is never replaced: a rotation that
 * races with a revocation can't bring the key back.
 */
@ApplicationScoped
public class KeyIssue {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final String ROTATED = "|rotated";
    private static final String REVOKED = "|revoked";

    private final SecureRandom random = new SecureRandom();
    private final IssuedKeys keys;
    private final Delivery delivery;
    private final Clock clock;

    KeyIssue(IssuedKeys keys, Delivery delivery, Clock clock) {
        this.keys = keys;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** Issues a key; the answer is the only one that shows it. */
    KeyView issue(PartnerId partner, KeyForm.Wanted wanted) {
        Minted minted = mint(partner, wanted);
        say(List.of(new Word(minted.word.getId(), minted.word)));
        return view(partner, minted);
    }

    /** Issues another key of the same kind, scopes and user tokens, beside which the old one stays valid for a while. */
    KeyView rotate(PartnerId partner, IssuedKeys.Issued old, KeyForm.Rotation rotation) {
        PartnerKey key = old.key();
        String userTokenKey = rotation.userTokenKey() == null ? key.getUserTokenKey() : rotation.userTokenKey();
        Minted minted = mint(
                partner,
                new KeyForm.Wanted(
                        KeyView.kindOf(key.getRole()),
                        Set.copyOf(key.getScopes()),
                        key.getLabel(),
                        null,
                        key.getRequiresUserToken(),
                        userTokenKey));
        Instant end = clock.instant().plus(rotation.grace());
        say(List.of(new Word(minted.word.getId(), minted.word), new Word(key.getId() + ROTATED, ended(key, end))));
        return view(partner, minted);
    }

    /** Ends a key now. */
    void revoke(IssuedKeys.Issued key) {
        say(List.of(new Word(key.key().getId() + REVOKED, ended(key.key(), clock.instant()))));
    }

    private record Word(String key, PartnerKey value) {}

    private record Minted(PartnerKey word, String secret) {}

    private Minted mint(PartnerId partner, KeyForm.Wanted wanted) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String mark = wanted.kind().equals("write") ? "kjw_" : "kjs_";
        String secret = mark + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        PartnerKey word = PartnerKey.newBuilder()
                .setId(HexFormat.of().formatHex(id))
                .setPartner(partner.value())
                .setRole(KeyView.roleOf(wanted.kind()))
                .setScopes(List.copyOf(wanted.scopes()))
                .setDigest(KeyRing.digest(secret))
                .setLabel(wanted.label())
                .setCreatedAt(clock.instant())
                .setEndsAt(wanted.expiresAt())
                .setRequiresUserToken(wanted.requiresUserToken())
                .setUserTokenKey(wanted.userTokenKey())
                .build();
        return new Minted(word, secret);
    }

    private static PartnerKey ended(PartnerKey key, Instant end) {
        return PartnerKey.newBuilder(key).setEndsAt(end).build();
    }

    private void say(List<Word> words) {
        long now = clock.millis();
        List<Outbound> records = new ArrayList<>();
        for (Word word : words) {
            records.add(delivery.outbound(TopicCatalog.PARTNER_KEYS, word.key, word.value, now));
        }
        delivery.deliver(records);
        words.forEach(word -> keys.take(word.key, word.value));
    }

    private KeyView view(PartnerId partner, Minted minted) {
        IssuedKeys.Issued issued = keys.find(partner, minted.word.getId()).orElseThrow();
        return KeyView.fresh(issued, clock.instant(), minted.secret);
    }
}
