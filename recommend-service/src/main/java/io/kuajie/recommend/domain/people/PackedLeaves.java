package io.kuajie.recommend.domain.people;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first part of a packed person: the leaves, and which of them the person is named after. One writer, any number of readers. */
final class PackedLeaves {
    private final Numbering<PartnerId> partners = new Numbering<>();
    private final Numbering<Domain> domains = new Numbering<>();

    void pack(Person person, PackedWriter out) {
        out.number(person.leaves().size());
        int named = 0;
        for (int i = 0; i < person.leaves().size(); i++) {
            Leaf leaf = person.leaves().get(i);
            out.number(partners.of(leaf.key().partner()));
            pseudonym(leaf.key().pseudonym(), out);
            out.number(domains.of(leaf.domain()));
            position(leaf.position(), out);
            named = person.key().equals(PersonKey.of(leaf.key())) ? i + 1 : named;
        }
        out.number(named);
        if (named == 0) {
            out.text(person.key().value());
        }
    }

    List<Leaf> unpack(PackedReader in) {
        Leaf[] leaves = new Leaf[in.small()];
        for (int i = 0; i < leaves.length; i++) {
            PartnerId partner = partners.at(in.small());
            LeafKey key = new LeafKey(partner, pseudonym(in));
            leaves[i] = new Leaf(key, domains.at(in.small()), position(in));
        }
        return List.of(leaves);
    }

    /** How many there are. */
    static int count(PackedReader in) {
        return in.small();
    }

    /** Whether this leaf is among them. @param pseudonym the bytes of its pseudonym; null where it is kept as it is */
    boolean hold(PackedReader in, LeafKey leaf, byte @Nullable [] pseudonym) {
        int size = in.small();
        for (int i = 0; i < size; i++) {
            PartnerId partner = partners.at(in.small());
            if (isNext(in, leaf.pseudonym(), pseudonym) && partner.equals(leaf.partner())) {
                return true;
            }
            in.small();
            position(in);
        }
        return false;
    }

    private static boolean isNext(PackedReader in, String pseudonym, byte @Nullable [] bytes) {
        if (in.octet() == 0) {
            return in.text().equals(pseudonym);
        }
        if (bytes == null) {
            in.octets(Pseudonyms.BYTES);
            return false;
        }
        return in.are(bytes);
    }

    /** Whom the leaves before are of: most people are named after one of them. */
    static PersonKey key(PackedReader in, List<Leaf> leaves) {
        int named = in.small();
        return named == 0
                ? new PersonKey(in.text())
                : PersonKey.of(leaves.get(named - 1).key());
    }

    private static void pseudonym(String pseudonym, PackedWriter out) {
        byte[] bytes = Pseudonyms.bytes(pseudonym);
        if (bytes == null) {
            out.octet(0);
            out.text(pseudonym);
        } else {
            out.octet(1);
            out.octets(bytes);
        }
    }

    private static String pseudonym(PackedReader in) {
        return in.octet() == 0 ? in.text() : Pseudonyms.text(in.octets(Pseudonyms.BYTES));
    }

    private static void position(@Nullable SourcePosition position, PackedWriter out) {
        out.number(position == null ? 0 : position.partition() + 1L);
        if (position != null) {
            out.number(position.offset());
        }
    }

    private static @Nullable SourcePosition position(PackedReader in) {
        int partition = in.small() - 1;
        return partition < 0 ? null : new SourcePosition(partition, in.number());
    }
}
