package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Link;
import io.kuajie.events.Profile;
import io.kuajie.events.ProfileLeaf;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafLink;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts everybody anew from the log, as the topology does, and compares with the profiles that were told. Feed it the profiles, then
 * the links, then the behaviour, each from its beginning. A leaf is counted up to where its profile is, and at least up to where the
 * topology had come when the profiles were read (what lies before is <em>settled</em>); so events on their way don't show, and lost
 * ones do.
 *
 * <p>One get and one put an event in a table on disk; memory does not grow with people. For one thread.
 */
public final class Recount implements AutoCloseable {
    private static final char TOLD = 't';
    private static final char POSITION = 'p';
    private static final char LEAF = 'l';
    private static final char MEMBER = 'm';
    private static final char MOVING = 'u';
    private static final char BETWEEN = '\0';
    private static final byte[] NOTHING = {};

    /**
     * What came of a comparison.
     *
     * @param people who were told of, or should have been
     * @param differing of them
     * @param moving not compared, because a link of theirs is on its way
     * @param beyond not compared, because the log no longer has their first events
     */
    public record Outcome(long people, long differing, long moving, long beyond) {}

    private final ProfileRules rules;
    private final LeafNewsReader reader;
    private final Function<byte[], Profile> profiles;
    private final DiskTable table;

    /** @param profiles reads a profile's record @param folder for the table; made here, and deleted at the end */
    public Recount(ProfileRules rules, Function<byte[], Profile> profiles, Path folder) {
        this.rules = rules;
        this.reader = new LeafNewsReader(rules.unheard());
        this.profiles = profiles;
        this.table = new DiskTable(folder);
    }

    /** The next record of the profiles. @param record null where the person is no more */
    public void told(String person, byte @Nullable [] record) {
        if (record == null) {
            table.remove(TOLD, person);
            return;
        }
        table.put(TOLD, person, record);
        for (ProfileLeaf leaf : profiles.apply(record).getLeaves()) {
            long offset = leaf.getPosition().getOffset();
            if (offset > position(leaf.getLeaf())) {
                table.put(
                        POSITION,
                        leaf.getLeaf(),
                        ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
            }
        }
    }

    /** The next record of the links. @param link null where all that was said of the alias is forgotten */
    public void link(String alias, @Nullable Link link, boolean isSettled) {
        for (LeafNews news : reader.link(alias, link)) {
            if (news instanceof LeafNews.Linked linked && !rules.isForgotten(linked.leaf(), linked.saidAt())) {
                linked(linked, isSettled);
            } else if (news instanceof LeafNews.Unlinked unlinked) {
                unlinked(unlinked.leaf(), isSettled);
            }
        }
    }

    /** The next record of the log. */
    public void behavior(Behavior behavior, boolean isSettled) {
        for (LeafNews news : reader.behavior(behavior)) {
            if (news instanceof LeafNews.Happened happened
                    && !rules.isForgotten(happened.leaf(), happened.receivedAt())) {
                happened(happened, isSettled);
            }
        }
    }

    /**
     * Compares everybody who is asked for.
     *
     * @param tolerance of masses, relative to the greater of them and one
     * @param completeFrom people whose first event is older are left out; null where the log is complete
     * @param differing takes a person and what differs, in words
     */
    public Outcome compare(
            double tolerance,
            @Nullable Instant completeFrom,
            Predicate<String> isAsked,
            BiConsumer<String, List<String>> differing) {
        table.visit(LEAF, (leaf, state) -> {
            PersonState known = PersonState.decode(LeafKey.parse(leaf), state);
            table.put(MEMBER, known.link().person().value() + BETWEEN + leaf, NOTHING);
        });
        table.visit(TOLD, (person, record) -> table.put(MEMBER, person + BETWEEN, NOTHING));
        Comparison comparison = new Comparison(tolerance, completeFrom, isAsked, differing);
        table.visit(MEMBER, (member, nothing) -> comparison.take(member));
        return comparison.end();
    }

    @Override
    public void close() {
        table.close();
    }

    private void linked(LeafNews.Linked news, boolean isSettled) {
        LeafKey leaf = news.leaf();
        PersonKey person = news.person();
        // Who belonged to somebody who was forgotten since was sent home.
        boolean isSentHome = person != null && rules.isForgotten(LeafKey.parse(person.value()), news.saidAt());
        PersonState state = stateOf(leaf.toString());
        LeafLink before = state.link();
        LeafLink after = before.after(leaf, isSentHome ? null : person, news.version());
        state.keepLink(after);
        table.put(LEAF, leaf.toString(), state.encode());
        if (!isSettled) {
            moving(leaf, before.person(), after.person());
        }
    }

    /** The topology forgets the link too, and sends the leaf home. */
    private void unlinked(LeafKey leaf, boolean isSettled) {
        PersonState state = stateOf(leaf.toString());
        PersonKey before = state.link().person();
        if (!state.forgetLink()) {
            return;
        }
        // Nobody has to be told of it here.
        state.endFarewell();
        if (state.isEmpty()) {
            table.remove(LEAF, leaf.toString());
        } else {
            table.put(LEAF, leaf.toString(), state.encode());
        }
        if (!isSettled) {
            moving(leaf, before, PersonKey.of(leaf));
        }
    }

    private void moving(LeafKey leaf, PersonKey before, PersonKey after) {
        table.put(MOVING, leaf.toString(), NOTHING);
        table.put(MOVING, before.value(), NOTHING);
        table.put(MOVING, after.value(), NOTHING);
    }

    private void happened(LeafNews.Happened news, boolean isSettled) {
        String leaf = news.leaf().toString();
        if (!isSettled && news.event().position().offset() > position(leaf)) {
            return;
        }
        PersonState state = stateOf(leaf);
        LeafState own = state.own().orElseGet(() -> rules.blank(news.leaf()));
        try {
            if (own.apply(news.event())) {
                state.keepOwn(own);
                table.put(LEAF, leaf, state.encode());
            }
        } catch (IllegalArgumentException e) {
            // The topology skips and counts it too.
        }
    }

    private PersonState stateOf(String leaf) {
        return PersonState.of(LeafKey.parse(leaf), table.get(LEAF, leaf));
    }

    private long position(String leaf) {
        byte[] known = table.get(POSITION, leaf);
        return known == null ? -1 : ByteBuffer.wrap(known).getLong();
    }

    /** Takes members in the order of their persons, and compares each person once all are there. */
    private final class Comparison {
        private final ProfileDifferences differences;
        private final @Nullable Instant completeFrom;
        private final Predicate<String> isAsked;
        private final BiConsumer<String, List<String>> differing;
        private final List<String> leaves = new ArrayList<>();
        private String person = "";
        private long people;
        private long different;
        private long moving;
        private long beyond;

        Comparison(
                double tolerance,
                @Nullable Instant completeFrom,
                Predicate<String> isAsked,
                BiConsumer<String, List<String>> differing) {
            this.differences = new ProfileDifferences(tolerance, rules.domainOf());
            this.completeFrom = completeFrom;
            this.isAsked = isAsked;
            this.differing = differing;
        }

        void take(String member) {
            int end = member.indexOf(BETWEEN);
            String next = member.substring(0, end);
            if (!next.equals(person)) {
                conclude();
                person = next;
            }
            if (end + 1 < member.length()) {
                leaves.add(member.substring(end + 1));
            }
        }

        Outcome end() {
            conclude();
            return new Outcome(people, different, moving, beyond);
        }

        private void conclude() {
            if (!person.isEmpty() && isAsked.test(person)) {
                compare(told());
            }
            leaves.clear();
        }

        private Optional<Profile> told() {
            return Optional.ofNullable(table.get(TOLD, person)).map(profiles);
        }

        private void compare(Optional<Profile> told) {
            PersonState counted = counted();
            var portrait = counted.portrait();
            if (told.isEmpty() && portrait.isEmpty()) {
                return;
            }
            people++;
            if (table.get(MOVING, person) != null) {
                moving++;
            } else if (completeFrom != null
                    && told.isPresent()
                    && told.get().getFirstAt().isBefore(completeFrom)) {
                beyond++;
            } else {
                List<String> found = differences.between(portrait, told);
                if (!found.isEmpty()) {
                    different++;
                    differing.accept(person, found);
                }
            }
        }

        private PersonState counted() {
            PersonState sum = stateOf(person);
            for (String leaf : leaves) {
                if (!leaf.equals(person)) {
                    PersonState of = stateOf(leaf);
                    byte[] state = of.own().map(LeafCodec::encode).orElse(NOTHING);
                    sum.merge(
                            Membership.belonging(LeafKey.parse(leaf), of.link().version(), of.applied(), state));
                }
            }
            return sum;
        }
    }
}
