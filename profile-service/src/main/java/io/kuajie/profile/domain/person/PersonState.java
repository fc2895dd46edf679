package io.kuajie.profile.domain.person;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is stored of one person: the latest word on every leaf that ever belonged, in the order of their keys, and the cluster
 * label that was last told to others. Mutable and for one thread.
 */
public final class PersonState {
    private static final int LAYOUT = 1;

    private final SortedMap<LeafKey, Membership> membershipByLeaf = new TreeMap<>();
    private String label = "";

    /** Takes in what one message says of a leaf; the order of messages does not matter. */
    public void merge(Membership news) {
        membershipByLeaf.merge(news.leaf(), news, Membership::join);
    }

    /** What the person's leaves show together; empty while none of them has an event. */
    public Optional<Portrait> portrait(PersonKey person) {
        return Portrait.of(person, membershipByLeaf.values());
    }

    /** The portrait of only those leaves that a partner may see. */
    public Optional<Portrait> portrait(PersonKey person, java.util.function.Predicate<LeafKey> visible) {
        return Portrait.of(
                person,
                membershipByLeaf.values().stream()
                        .filter(membership -> visible.test(membership.leaf()))
                        .toList());
    }

    public Collection<Membership> memberships() {
        return membershipByLeaf.values();
    }

    /**
     * Grows with each event and link that is taken in. Not a function of the log alone: a leaf's last position is counted as it
     * stood when the leaf left.
     */
    public long version() {
        return membershipByLeaf.values().stream()
                .mapToLong(membership -> membership.applied() + 1 + membership.linkVersion())
                .sum();
    }

    /** Cluster that was last told to others; empty for none. */
    public String label() {
        return label;
    }

    public void tell(String told) {
        label = told;
    }

    public byte[] encode() {
        BinaryWriter out = new BinaryWriter().byteValue(LAYOUT).text(label).count(membershipByLeaf.size());
        for (Membership membership : membershipByLeaf.values()) {
            out.text(membership.leaf().toString())
                    .signed(membership.linkVersion())
                    .byteValue(membership.belongs() ? 1 : 0)
                    .signed(membership.applied())
                    .block(membership.stateBytes());
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    public static PersonState decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int layout = in.byteValue();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "The person has layout %d and this version reads %d; rebuild the profiles under a new application id."
                            .formatted(layout, LAYOUT));
        }
        PersonState person = new PersonState();
        person.tell(in.text());
        for (int left = in.size(); left > 0; left--) {
            person.merge(readMembership(in));
        }
        in.end();
        return person;
    }

    private static Membership readMembership(BinaryReader in) {
        LeafKey leaf = LeafKey.parse(in.text());
        long linkVersion = in.signed();
        boolean belongs = in.byteValue() == 1;
        long applied = in.signed();
        byte[] state = in.block();
        return belongs
                ? Membership.belonging(leaf, linkVersion, applied, state)
                : Membership.left(leaf, linkVersion, applied);
    }
}
