package io.kuajie.profile.domain.person;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.leaf.LeafState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored under one key, in one record: what the leaf of that name did and where it belongs, the leaves that belong to the
 * person of that name, and what was told of the person last. Mostly it is a leaf that nobody linked, and its own person.
 *
 * <p>One record means one change log: a crash can't leave its parts at odds. Mutable and for one thread.
 */
public final class PersonState {
    private static final int LAYOUT = 2;
    private static final int HAS_OWN = 1;
    private static final int HAS_LINK = 2;
    private static final int HAS_VISITORS = 4;
    private static final int HAS_LABEL = 8;
    private static final int HAS_SEGMENTS = 16;
    private static final int HAS_SINCE = 32;
    private static final int HAS_FAREWELL = 64;

    private final LeafKey self;
    private @Nullable LeafState own;
    private @Nullable LeafLink link;
    private String label = "";
    private final SortedMap<LeafKey, Membership> visitors = new TreeMap<>();
    private SegmentVersions segments = new SegmentVersions();
    /** When the oldest of what is kept came; null where nobody knows. */
    private @Nullable Instant since;

    private Farewell farewell = Farewell.NONE;

    /** Nothing yet. @param self the leaf, and the person, of this name */
    public PersonState(LeafKey self) {
        this.self = self;
    }

    /** What the leaf of this name did, here or elsewhere; empty before its first event. */
    public Optional<LeafState> own() {
        return Optional.ofNullable(own);
    }

    public void keepOwn(LeafState state) {
        own = state;
    }

    /** Where the leaf of this name belongs. */
    public LeafLink link() {
        LeafLink said = link;
        return said == null ? LeafLink.none(self) : said;
    }

    public void keepLink(LeafLink said) {
        link = said;
    }

    /** Whether the leaf of this name belongs to the person of this name. */
    public boolean isHome() {
        LeafLink said = link;
        return said == null || said.person().value().equals(self.toString());
    }

    /** Must be told before anything is kept. @param cameAt when the platform got to know of it */
    public void keepSince(Instant cameAt) {
        Instant known = since;
        if (isBlank() || known != null && cameAt.isBefore(known)) {
            since = cameAt;
        }
    }

    /** Whether something is kept, and all of it came at this time or later. */
    public boolean isAllSince(Instant at) {
        Instant known = since;
        return !isBlank() && known != null && !known.isBefore(at);
    }

    /** Whether nothing is kept that came before this time, nor has to be told of what was. */
    public boolean isFreeOf(Instant at) {
        return isEmpty() || farewell.isNone() && isAllSince(at);
    }

    /** Takes in what one message says of another leaf; the order of messages does not matter. */
    public void merge(Membership news) {
        visitors.merge(news.leaf(), news, Membership::join);
    }

    /** Takes in that a leaf has left, and does not remember it. */
    public void dismiss(Membership left) {
        visitors.computeIfPresent(left.leaf(), (leaf, known) -> {
            Membership joined = known.join(left);
            return joined.belongs() ? joined : null;
        });
    }

    /** Forgets everything but who is to be told of that. */
    public void forgetAll() {
        farewell = farewell.withLink(self, link())
                .withVisitors(self, visitors.values())
                .withSegments(segments.known());
        own = null;
        link = null;
        visitors.clear();
        label = "";
        segments = new SegmentVersions();
        since = null;
    }

    /** Forgets where the leaf of this name belongs, but who is to be told of that. @return whether it was known */
    public boolean forgetLink() {
        boolean isKnown = link != null;
        farewell = farewell.withLink(self, link());
        link = null;
        return isKnown;
    }

    /** Such other persons that the leaf of this name has belonged to before. */
    public List<PersonKey> left(Predicate<PersonKey> isSuch) {
        LeafLink said = link;
        return said == null || said.former().isEmpty()
                ? List.of()
                : said.former().stream()
                        .filter(isSuch)
                        .filter(person -> !person.value().equals(self.toString()))
                        .toList();
    }

    /** Forgets where the leaf of this name has belonged before. */
    public void forgetFormer(Predicate<PersonKey> isForgotten) {
        LeafLink said = link;
        if (said != null) {
            link = said.withoutFormer(isForgotten);
        }
    }

    /** Hears of a bond that is forgotten, unless a later word made it anew. */
    public void part(Farewell.Parting parting) {
        LeafLink said = link;
        if (!parting.leaf().equals(self)) {
            visitors.computeIfPresent(
                    parting.leaf(), (leaf, known) -> known.linkVersion() > parting.linkVersion() ? known : null);
        } else if (said != null && said.version() <= parting.linkVersion()) {
            link = said.sentHome(self, parting.person());
        }
    }

    /** What is still to be told of what was forgotten; bonds that were made anew are left out. */
    public Farewell farewell() {
        return new Farewell(
                farewell.partings().stream()
                        .filter(parting -> !isBound(parting))
                        .toList(),
                farewell.segments().stream()
                        .filter(segment -> segments.version(segment) == 0)
                        .toList());
    }

    private boolean isBound(Farewell.Parting parting) {
        Membership visitor = visitors.get(parting.leaf());
        return parting.leaf().equals(self)
                ? link().person().equals(parting.person())
                : visitor != null && visitor.belongs() && visitor.linkVersion() > parting.linkVersion();
    }

    /** All of it was told. */
    public void endFarewell() {
        farewell = Farewell.NONE;
    }

    /** Other leaves that belong, or have belonged, in the order of their keys. */
    public Collection<Membership> visitors() {
        return visitors.values();
    }

    /** Whether nothing is known that would have to be stored. */
    public boolean isEmpty() {
        return isBlank() && farewell.isNone();
    }

    /** Whether nothing is known; what was forgotten may still have to be told. */
    public boolean isBlank() {
        return own == null && link == null && visitors.isEmpty();
    }

    /** What the person's leaves show together; empty while none of them has an event. */
    public Optional<Portrait> portrait() {
        return Portrait.of(PersonKey.of(self), memberships());
    }

    /** The portrait of only those leaves that a partner may see. */
    public Optional<Portrait> portrait(Predicate<LeafKey> visible) {
        return Portrait.of(
                PersonKey.of(self),
                memberships().stream()
                        .filter(membership -> visible.test(membership.leaf()))
                        .toList());
    }

    /** The person's leaves, in the order of their keys, with those that have left. */
    public Collection<Membership> memberships() {
        if (visitors.isEmpty()) {
            return own == null && link == null ? List.of() : List.of(ownMembership());
        }
        SortedMap<LeafKey, Membership> all = new TreeMap<>(visitors);
        if (own != null || link != null) {
            all.put(self, ownMembership());
        }
        return all.values();
    }

    private Membership ownMembership() {
        return isHome() ? Membership.ofHome(self, linkVersion(), own) : Membership.left(self, linkVersion(), applied());
    }

    private long linkVersion() {
        LeafLink said = link;
        return said == null ? LeafLink.UNSAID : said.version();
    }

    /** Highest raw offset of the leaf of this name; -1 for none. */
    public long applied() {
        return own == null ? -1 : own.applied();
    }

    /** Grows with each event and link that is taken in. */
    public long version() {
        long sum = own == null && link == null ? 0 : applied() + 1 + linkVersion();
        for (Membership membership : visitors.values()) {
            sum += membership.applied() + 1 + membership.linkVersion();
        }
        return sum;
    }

    /** Cluster that was last told to others; empty for none. */
    public String label() {
        return label;
    }

    public void tell(String told) {
        label = told;
    }

    /** Segments as they were last told to others. */
    public SegmentVersions segments() {
        return segments;
    }

    public byte[] encode() {
        LeafState state = own;
        LeafLink said = link;
        Instant came = since;
        int flags = (state == null ? 0 : HAS_OWN)
                | (said == null ? 0 : HAS_LINK)
                | (visitors.isEmpty() ? 0 : HAS_VISITORS)
                | (label.isEmpty() ? 0 : HAS_LABEL)
                | (segments.isEmpty() ? 0 : HAS_SEGMENTS)
                | (came == null ? 0 : HAS_SINCE)
                | (farewell.isNone() ? 0 : HAS_FAREWELL);
        BinaryWriter out = new BinaryWriter().byteValue(LAYOUT).byteValue(flags);
        if (state != null) {
            out.block(LeafCodec.write(state));
        }
        if (said != null) {
            out.block(said.encode());
        }
        if (!visitors.isEmpty()) {
            out.count(visitors.size());
            visitors.values().forEach(membership -> writeMembership(membership, out));
        }
        if (!label.isEmpty()) {
            out.text(label);
        }
        if (!segments.isEmpty()) {
            segments.writeTo(out);
        }
        if (came != null) {
            out.count(came.toEpochMilli());
        }
        if (!farewell.isNone()) {
            farewell.writeTo(out);
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are cut or of another layout */
    public static PersonState decode(LeafKey self, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        int layout = in.byteValue();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException(
                    "The person has layout %d and this version reads %d; rebuild the profiles under a new application id."
                            .formatted(layout, LAYOUT));
        }
        PersonState person = new PersonState(self);
        int flags = in.byteValue();
        if ((flags & HAS_OWN) != 0) {
            person.own = LeafCodec.read(in.nested());
        }
        if ((flags & HAS_LINK) != 0) {
            person.link = LeafLink.decode(in.block());
        }
        if ((flags & HAS_VISITORS) != 0) {
            for (int left = in.size(); left > 0; left--) {
                person.merge(readMembership(in));
            }
        }
        if ((flags & HAS_LABEL) != 0) {
            person.label = in.text();
        }
        if ((flags & HAS_SEGMENTS) != 0) {
            person.segments = SegmentVersions.readFrom(in);
        }
        if ((flags & HAS_SINCE) != 0) {
            person.since = Instant.ofEpochMilli(in.count());
        }
        if ((flags & HAS_FAREWELL) != 0) {
            person.farewell = Farewell.readFrom(in);
        }
        in.end();
        return person;
    }

    /** As {@link #decode}, or nothing yet where nothing is stored. */
    public static PersonState of(LeafKey self, byte @Nullable [] stored) {
        return stored == null ? new PersonState(self) : decode(self, stored);
    }

    private static void writeMembership(Membership membership, BinaryWriter out) {
        out.text(membership.leaf().toString())
                .signed(membership.linkVersion())
                .byteValue(membership.belongs() ? 1 : 0)
                .signed(membership.applied())
                .block(membership.stateBytes());
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
