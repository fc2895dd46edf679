package io.kuajie.ingest.domain.segment;

import io.kuajie.ingest.domain.identity.Claim;
import io.kuajie.ingest.domain.identity.MatchKeys;
import io.kuajie.ingest.domain.identity.Relation;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.json.Name;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a message says of who somebody is. {@code identify} ties the anonymous id to the user and carries the traits that match
 * keys are made of, {@code alias} ties the previous id to the user, and while former secrets are known every message ties the former
 * pseudonym to the present one.
 */
public final class ClaimReader {
    private static final Name USER = Name.of("userId");
    private static final Name ANONYMOUS = Name.of("anonymousId");
    private static final Name PREVIOUS = Name.of("previousId");
    private static final Name TRAITS = Name.of("traits");
    private static final Name CONTEXT = Name.of("context");
    private static final Name EMAIL = Name.of("email");
    private static final Name PHONE = Name.of("phone");

    private final Pseudonymizer pseudonymizer;
    private final List<Pseudonymizer> former;
    private final @Nullable MatchKeys matchKeys;

    /** @param former earlier secrets' pseudonymizers, newest first; matchKeys null where there are none */
    public ClaimReader(Pseudonymizer pseudonymizer, List<Pseudonymizer> former, @Nullable MatchKeys matchKeys) {
        this.pseudonymizer = pseudonymizer;
        this.former = List.copyOf(former);
        this.matchKeys = matchKeys;
    }

    /** What a message that was taken says; mostly nothing. @param at milliseconds since the epoch */
    public List<Claim> read(Message message, long at) {
        SegmentCall call = message.call();
        boolean speaksOfIdentity = call == SegmentCall.IDENTIFY || call == SegmentCall.ALIAS;
        if (!speaksOfIdentity && former.isEmpty()) {
            return List.of();
        }
        List<Claim> claims = new ArrayList<>(2);
        PartnerId partner = message.sender().partner();
        String stated = message.body().text(USER);
        String user = stated != null ? stated : message.cover().user();
        String anonymous = message.body().text(ANONYMOUS);
        if (!former.isEmpty()) {
            rotate(claims, partner, Kind.USER, user, at);
            rotate(claims, partner, Kind.ANONYMOUS, anonymous, at);
        }
        if (call == SegmentCall.IDENTIFY) {
            identify(claims, message.body(), partner, user, anonymous, at);
        } else if (call == SegmentCall.ALIAS && user != null) {
            alias(claims, message.body(), partner, user, at);
        }
        return claims;
    }

    private void rotate(List<Claim> claims, PartnerId partner, Kind kind, @Nullable String id, long at) {
        if (id == null) {
            return;
        }
        String present = pseudonymizer.leaf(partner, kind, id).toString();
        for (Pseudonymizer earlier : former) {
            String before = earlier.leaf(partner, kind, id).toString();
            if (!before.equals(present)) {
                claims.add(new Claim(before, Relation.ROTATION, present, true, kind == Kind.ANONYMOUS, at));
            }
        }
    }

    private void identify(
            List<Claim> claims,
            Json body,
            PartnerId partner,
            @Nullable String user,
            @Nullable String anonymous,
            long at) {
        if (user == null && anonymous == null) {
            return;
        }
        if (user != null && anonymous != null) {
            claims.add(anonymousOf(partner, anonymous, user, at));
        }
        if (matchKeys != null) {
            LeafKey leaf = user != null
                    ? pseudonymizer.leaf(partner, Kind.USER, user)
                    : pseudonymizer.leaf(partner, Kind.ANONYMOUS, java.util.Objects.requireNonNull(anonymous));
            boolean isAnonymous = user == null;
            match(claims, leaf, isAnonymous, Relation.MAIL, trait(body, EMAIL).flatMap(matchKeys::ofMail), at);
            match(claims, leaf, isAnonymous, Relation.PHONE, trait(body, PHONE).flatMap(matchKeys::ofPhone), at);
        }
    }

    /** The previous id may be a user's or a device's; the one that it is not has done nothing. */
    private void alias(List<Claim> claims, Json body, PartnerId partner, String user, long at) {
        String previous = body.text(PREVIOUS);
        if (previous == null) {
            return;
        }
        claims.add(anonymousOf(partner, previous, user, at));
        if (!previous.equals(user)) {
            String before = pseudonymizer.leaf(partner, Kind.USER, previous).toString();
            String now = pseudonymizer.leaf(partner, Kind.USER, user).toString();
            claims.add(new Claim(before, Relation.ALIAS, now, true, false, at));
        }
    }

    private Claim anonymousOf(PartnerId partner, String anonymous, String user, long at) {
        return new Claim(
                pseudonymizer.leaf(partner, Kind.ANONYMOUS, anonymous).toString(),
                Relation.ALIAS,
                pseudonymizer.leaf(partner, Kind.USER, user).toString(),
                true,
                true,
                at);
    }

    private static void match(
            List<Claim> claims, LeafKey leaf, boolean anonymous, Relation relation, Optional<String> key, long at) {
        key.ifPresent(node -> claims.add(new Claim(leaf.toString(), relation, node, true, anonymous, at)));
    }

    private static Optional<String> trait(Json body, Name name) {
        String own = body.get(TRAITS).text(name);
        return Optional.ofNullable(
                own != null ? own : body.get(CONTEXT).get(TRAITS).text(name));
    }
}
