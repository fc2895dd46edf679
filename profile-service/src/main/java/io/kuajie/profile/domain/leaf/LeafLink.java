package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which person a leaf belongs to, by the latest word on it. It remembers where the leaf belonged before, because those persons
 * must be told again when the word is replayed after a crash: their message may never have been acknowledged.
 *
 * @param version of the word that holds; 0 where nothing was said
 * @param former persons it left, oldest first; the {@value #MOST_FORMER} latest
 */
public record LeafLink(PersonKey person, long version, List<PersonKey> former) {
    /** Version where nothing was said. */
    public static final long UNSAID = 0;

    private static final int LAYOUT = 1;
    /** More words on one leaf than this within one commit interval are not expected. */
    static final int MOST_FORMER = 32;

    public LeafLink {
        former = List.copyOf(former);
    }

    /** A leaf nobody linked is a person of its own. */
    public static LeafLink none(LeafKey leaf) {
        return new LeafLink(PersonKey.of(leaf), UNSAID, List.of());
    }

    /**
     * The link after one more word; this one where the word is not newer.
     *
     * @param next null takes an earlier link back
     */
    public LeafLink after(LeafKey leaf, @Nullable PersonKey next, long nextVersion) {
        if (nextVersion <= version) {
            return this;
        }
        PersonKey now = next == null ? PersonKey.of(leaf) : next;
        LinkedHashSet<PersonKey> left = new LinkedHashSet<>(former);
        left.remove(person);
        left.add(person);
        left.remove(now);
        List<PersonKey> kept = new ArrayList<>(left);
        return new LeafLink(now, nextVersion, kept.subList(Math.max(0, kept.size() - MOST_FORMER), kept.size()));
    }

    /** The link after its person was forgotten; this one where it names another. The person is still to be told of it. */
    public LeafLink sentHome(LeafKey leaf, PersonKey forgotten) {
        if (!person.equals(forgotten)) {
            return this;
        }
        List<PersonKey> left = new ArrayList<>(former);
        left.add(forgotten);
        return new LeafLink(PersonKey.of(leaf), version, left);
    }

    /** Without some of the persons it left. */
    public LeafLink withoutFormer(Predicate<PersonKey> isForgotten) {
        return former.stream().noneMatch(isForgotten)
                ? this
                : new LeafLink(
                        person,
                        version,
                        former.stream().filter(isForgotten.negate()).toList());
    }

    public byte[] encode() {
        BinaryWriter out = new BinaryWriter()
                .byteValue(LAYOUT)
                .text(person.value())
                .count(version)
                .count(former.size());
        former.forEach(left -> out.text(left.value()));
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    public static LeafLink decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int layout = in.byteValue();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "The link has layout %d and this version reads %d; rebuild the profiles under a new application id."
                            .formatted(layout, LAYOUT));
        }
        PersonKey person = new PersonKey(in.text());
        long version = in.count();
        List<PersonKey> former = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            former.add(new PersonKey(in.text()));
        }
        in.end();
        return new LeafLink(person, version, former);
    }
}
