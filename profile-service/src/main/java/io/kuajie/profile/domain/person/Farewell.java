package io.kuajie.profile.domain.person;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.LeafLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be told of a leaf that is forgotten, to those who know of it. It is kept until it was surely told, because a crash would
 * lose it otherwise: what was forgotten can't be looked up again.
 *
 * @param partings bonds that are forgotten
 * @param segments the person of the leaf's name has ever been in
 */
public record Farewell(List<Parting> partings, List<String> segments) {
    /** Nothing is to be told. */
    public static final Farewell NONE = new Farewell(List.of(), List.of());

    /**
     * The leaf no longer belongs to the person.
     *
     * @param linkVersion the latest word on it that is forgotten
     */
    public record Parting(LeafKey leaf, PersonKey person, long linkVersion) {
        /** Who is told of it. @param self whose farewell it is */
        public PersonKey addressee(LeafKey self) {
            return leaf.equals(self) ? person : PersonKey.of(leaf);
        }
    }

    public Farewell {
        partings = partings.stream().distinct().toList();
        segments = segments.stream().distinct().toList();
    }

    public boolean isNone() {
        return partings.isEmpty() && segments.isEmpty();
    }

    /** With the parting from everybody the leaf belongs to, or has belonged to. */
    Farewell withLink(LeafKey self, LeafLink link) {
        List<Parting> all = new ArrayList<>(partings);
        Stream.concat(link.former().stream(), Stream.of(link.person()))
                .filter(person -> !person.equals(PersonKey.of(self)))
                .forEach(person -> all.add(new Parting(self, person, link.version())));
        return new Farewell(all, segments);
    }

    /** With the parting of all who belong, or have belonged, to the person of the leaf's name. */
    Farewell withVisitors(LeafKey self, Collection<Membership> visitors) {
        List<Parting> all = new ArrayList<>(partings);
        visitors.forEach(visitor -> all.add(new Parting(visitor.leaf(), PersonKey.of(self), visitor.linkVersion())));
        return new Farewell(all, segments);
    }

    Farewell withSegments(Collection<String> known) {
        return new Farewell(
                partings, Stream.concat(segments.stream(), known.stream()).toList());
    }

    void writeTo(BinaryWriter out) {
        out.count(partings.size());
        partings.forEach(parting -> out.text(parting.leaf().toString())
                .text(parting.person().value())
                .signed(parting.linkVersion()));
        out.count(segments.size());
        segments.forEach(out::text);
    }

    static Farewell readFrom(BinaryReader in) {
        List<Parting> partings = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            partings.add(new Parting(LeafKey.parse(in.text()), new PersonKey(in.text()), in.signed()));
        }
        List<String> segments = new ArrayList<>();
        for (int left = in.size(); left > 0; left--) {
            segments.add(in.text());
        }
        return new Farewell(partings, segments);
    }
}
