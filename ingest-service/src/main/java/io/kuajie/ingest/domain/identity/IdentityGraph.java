package io.kuajie.ingest.domain.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works out who is who: leaves are one person where ties connect them, directly or through others. A tie through a match key counts
 * only while the leaf at its end consents to use across partners, and a key that more than {@value #MOST_SHARING} consenting leaves
 * share, such as a shop's telephone, connects nobody.
 *
 * <p>What is told is a function of the ties, consents and erasures that hold, not of the order they came in: the least lasting leaf
 * names the person, and all others are its aliases, so profile-service never has to follow a link to another link.
 */
public final class IdentityGraph {
    private static final int MOST_SHARING = 10;
    /** Beyond these a leaf's further ties are not taken, and a person's further leaves not looked for: somebody plays with ids. */
    private static final int MOST_TIES = 1_000;

    private static final int MOST_MEMBERS = 2_000;
    private static final char MATCH_MARK = '#';

    /** Where nodes are kept. */
    public interface Store {
        byte @Nullable [] get(String key);

        /** @param node null removes it */
        void put(String key, byte @Nullable [] node);

        /** Asks for {@link #expire} of this leaf at this time, in milliseconds since the epoch. */
        void remind(long at, String leaf);
    }

    /** Hears of links. */
    public interface Listener {
        /** @param person null where the alias stands for itself from now on */
        void linked(String alias, @Nullable String person, long version, String method);

        /** The leaf is forgotten, and with it what was told of it. */
        void forgotten(String leaf);
    }

    private final Store store;
    private final Listener listener;
    private final LinkVersions versions = new LinkVersions();
    /** Nodes touched by the present word. */
    private final Map<String, IdentityNode> touched = new LinkedHashMap<>();

    public IdentityGraph(Store store, Listener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** When the leaf was last forgotten, in milliseconds since the epoch; empty for never. @param node as the store has it */
    public static OptionalLong erasedAt(byte @Nullable [] node) {
        long at = IdentityNode.decode(node).erasedAt;
        return at == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** What is known of a leaf, for those who may see it: nodes that it is tied to by how. @param node as the store has it */
    public static Map<String, List<String>> tiesIn(byte @Nullable [] node) {
        Map<String, List<String>> ties = new LinkedHashMap<>();
        IdentityNode known = IdentityNode.decode(node);
        known.tieByRelation.forEach((relation, tie) -> ties.put(relation.wireName(), List.of(tie.other())));
        ties.put(Relation.DECLARED.wireName(), List.copyOf(known.declaredAt.keySet()));
        ties.put("pointers", List.copyOf(known.pointers));
        return ties;
    }

    /** The key of a match key's node. @param digest keyed hash of the address or number */
    public static String matchNode(Relation relation, String digest) {
        return MATCH_MARK + relation.wireName() + ":" + digest;
    }

    /** Takes a claim. @param now milliseconds since the epoch, for versions */
    public void claim(Claim claim, long now) {
        IdentityNode node = node(claim.leaf());
        IdentityNode other = node(claim.other());
        boolean isForgotten = claim.at() < Math.max(node.erasedAt, other.erasedAt);
        if (!isForgotten && (!claim.holds() || node.neighbours().size() < MOST_TIES)) {
            node.anonymous |= claim.anonymous();
            Set<String> ends = claim.relation() == Relation.DECLARED ? declare(claim) : tie(claim);
            retell(ends, now);
        }
        keep();
    }

    /** Takes what a leaf said of use across partners. @param expiresAt null where it has no end */
    public void consent(String leaf, boolean granted, long at, @Nullable Long expiresAt, long now) {
        IdentityNode node = node(leaf);
        if (at >= node.consentAt && at >= node.erasedAt) {
            node.consentAt = at;
            node.expiresAt = expiresAt == null ? Long.MAX_VALUE : expiresAt;
            if (granted && expiresAt != null && expiresAt > now) {
                store.remind(expiresAt, leaf);
            }
            grant(leaf, granted && node.expiresAt > now, now);
        }
        keep();
    }

    /** A consent's time may be over. */
    public void expire(String leaf, long now) {
        IdentityNode node = node(leaf);
        if (node.granted && node.expiresAt <= now) {
            grant(leaf, false, now);
        }
        keep();
    }

    /** Forgets what was said of the leaf before this time. */
    public void erase(String leaf, long at, long now) {
        IdentityNode node = node(leaf);
        if (at <= node.erasedAt) {
            touched.clear();
            return;
        }
        node.erasedAt = at;
        Set<String> parted = new LinkedHashSet<>(node.neighbours());
        // Whoever keeps up persons sends these home when it hears of the demand; of those that stay tied it must hear
        // again.
        Set<String> sentHome = aliasesOf(leaf);
        List.copyOf(node.tieByRelation.keySet()).forEach(relation -> untieBefore(leaf, relation, null, at));
        for (String pointer : List.copyOf(node.pointers)) {
            List.copyOf(node(pointer).tieByRelation.keySet())
                    .forEach(relation -> untieBefore(pointer, relation, leaf, at));
        }
        Map.copyOf(node.declaredAt).forEach((other, saidAt) -> {
            if (saidAt < at) {
                node.declaredAt.remove(other);
                node(other).declaredAt.remove(leaf);
            }
        });
        if (node.consentAt < at) {
            node.granted = false;
            node.consentAt = Long.MIN_VALUE;
        }
        node.person = null;
        node.version = 0;
        listener.forgotten(leaf);
        parted.add(leaf);
        retell(parted, sentHome, now);
        keep();
    }

    private void grant(String leaf, boolean granted, long now) {
        IdentityNode node = node(leaf);
        if (node.granted == granted) {
            return;
        }
        node.granted = granted;
        Set<String> ends = new LinkedHashSet<>();
        node.tieByRelation.forEach((relation, tie) -> {
            if (relation.isMatch()) {
                ends.addAll(node(tie.other()).pointers);
            }
        });
        retell(ends, now);
    }

    private Set<String> declare(Claim claim) {
        IdentityNode one = node(claim.leaf());
        IdentityNode other = node(claim.other());
        if (claim.holds()) {
            one.declaredAt.put(claim.other(), claim.at());
            other.declaredAt.put(claim.leaf(), claim.at());
        } else {
            one.declaredAt.remove(claim.other());
            other.declaredAt.remove(claim.leaf());
        }
        return Set.of(claim.leaf(), claim.other());
    }

    /** @return nodes from which everybody whose person may have changed is reached */
    private Set<String> tie(Claim claim) {
        IdentityNode node = node(claim.leaf());
        IdentityNode.Tie before = node.tieByRelation.get(claim.relation());
        Set<String> ends = new LinkedHashSet<>(Set.of(claim.leaf(), claim.other()));
        if (before != null && !before.other().equals(claim.other())) {
            if (!claim.holds()) {
                return Set.of();
            }
            ends.addAll(partedFrom(before.other()));
            untie(claim.leaf(), claim.relation());
        } else if (before != null && !claim.holds()) {
            ends.addAll(partedFrom(before.other()));
            untie(claim.leaf(), claim.relation());
        }
        if (claim.holds()) {
            node.tieByRelation.put(claim.relation(), new IdentityNode.Tie(claim.other(), claim.at()));
            node(claim.other()).pointers.add(claim.leaf());
            ends.addAll(partedFrom(claim.other()));
        }
        return ends;
    }

    /** One leaf more or less may change who is connected through a match key at all. */
    private Collection<String> partedFrom(String other) {
        return isMatchNode(other) ? List.copyOf(node(other).pointers) : List.of(other);
    }

    private void untieBefore(String from, Relation relation, @Nullable String to, long at) {
        IdentityNode.Tie tie = node(from).tieByRelation.get(relation);
        if (tie != null && tie.at() < at && (to == null || tie.other().equals(to))) {
            untie(from, relation);
        }
    }

    private void untie(String from, Relation relation) {
        IdentityNode node = node(from);
        IdentityNode.Tie tie = node.tieByRelation.remove(relation);
        boolean isStillTied = node.tieByRelation.values().stream()
                .anyMatch(left -> tie != null && left.other().equals(tie.other()));
        if (tie != null && !isStillTied) {
            node(tie.other()).pointers.remove(from);
        }
    }

    private Set<String> aliasesOf(String person) {
        Set<String> aliases = new LinkedHashSet<>(membersWith(person));
        aliases.removeIf(member -> !person.equals(node(member).person));
        return aliases;
    }

    private void retell(Collection<String> ends, long now) {
        retell(ends, Set.of(), now);
    }

    /** @param anew those that are told even if nothing has changed */
    private void retell(Collection<String> ends, Set<String> anew, long now) {
        Set<String> told = new LinkedHashSet<>();
        for (String end : ends) {
            Collection<String> around = isMatchNode(end) ? List.copyOf(node(end).pointers) : List.of(end);
            for (String leaf : around) {
                if (!told.contains(leaf)) {
                    told.addAll(tell(membersWith(leaf), anew, now));
                }
            }
        }
    }

    private Collection<String> tell(Set<String> members, Set<String> anew, long now) {
        String root = members.stream().min((one, other) -> compare(one, other)).orElseThrow();
        for (String member : members) {
            IdentityNode node = node(member);
            String person = member.equals(root) ? null : root;
            if (anew.contains(member) || !java.util.Objects.equals(person, node.person)) {
                node.person = person;
                node.version = Math.max(node.version + 1, versions.next(now));
                listener.linked(member, person, node.version, methodOf(node));
            }
        }
        return members;
    }

    /** Those that last name the person: users before devices, present ids and pseudonyms before former ones, then the lesser. */
    private int compare(String one, String other) {
        int byLasting = Integer.compare(fleeting(node(one)), fleeting(node(other)));
        return byLasting != 0 ? byLasting : one.compareTo(other);
    }

    private static int fleeting(IdentityNode node) {
        return (node.anonymous ? 4 : 0)
                + (node.tieByRelation.containsKey(Relation.ALIAS) ? 2 : 0)
                + (node.tieByRelation.containsKey(Relation.ROTATION) ? 1 : 0);
    }

    private Set<String> membersWith(String leaf) {
        Set<String> members = new LinkedHashSet<>(Set.of(leaf));
        Deque<String> open = new ArrayDeque<>(members);
        while (!open.isEmpty() && members.size() < MOST_MEMBERS) {
            for (String next : sames(open.remove())) {
                if (members.add(next)) {
                    open.add(next);
                }
            }
        }
        return members;
    }

    /** Leaves that are the same person at one remove. */
    private List<String> sames(String leaf) {
        IdentityNode node = node(leaf);
        List<String> sames = new ArrayList<>(node.declaredAt.keySet());
        sames.addAll(node.pointers);
        node.tieByRelation.forEach((relation, tie) -> {
            if (!relation.isMatch()) {
                sames.add(tie.other());
            } else if (node.granted) {
                sames.addAll(consenting(tie.other()));
            }
        });
        return sames;
    }

    private List<String> consenting(String matchNode) {
        List<String> consenting = node(matchNode).pointers.stream()
                .filter(pointer -> node(pointer).granted)
                .toList();
        return consenting.size() > MOST_SHARING ? List.of() : consenting;
    }

    private static String methodOf(IdentityNode node) {
        for (Relation relation : List.of(Relation.ROTATION, Relation.ALIAS)) {
            if (node.tieByRelation.containsKey(relation)) {
                return relation.method();
            }
        }
        boolean isMatchOnly = node.declaredAt.isEmpty()
                && node.tieByRelation.keySet().stream().anyMatch(Relation::isMatch);
        return isMatchOnly ? Relation.MAIL.method() : Relation.DECLARED.method();
    }

    private static boolean isMatchNode(String key) {
        return key.charAt(0) == MATCH_MARK;
    }

    private IdentityNode node(String key) {
        return touched.computeIfAbsent(key, absent -> IdentityNode.decode(store.get(absent)));
    }

    /** Writes what the present word has touched; nodes that say nothing any more are removed. */
    private void keep() {
        touched.forEach((key, node) -> {
            byte[] before = store.get(key);
            byte[] after = node.isBlank() ? null : node.encode();
            if (!java.util.Arrays.equals(before, after)) {
                store.put(key, after);
            }
        });
        touched.clear();
    }
}
