package io.kuajie.profile.domain.segment;

import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.person.SegmentVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The segments defined at one time.
 *
 * @param all in the order of their ids
 */
public record Segments(List<Segment> all) {
    public static final Segments NONE = new Segments(List.of());

    /** A membership that has changed. @param version of the membership after it */
    public record Change(String segment, boolean entered, long version) {}

    public Segments {
        all = all.stream().sorted(Comparator.comparing(Segment::id)).toList();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether somebody may enter or leave although nothing happens. */
    public boolean dependOnTime() {
        return all.stream().anyMatch(Segment::dependsOnTime);
    }

    /** Two sets of the same edition have the same members. */
    public String edition() {
        return Integer.toHexString(all.stream()
                .map(segment -> segment.id() + '\0' + segment.condition())
                .toList()
                .hashCode());
    }

    /** Whether the memberships are up to date. */
    public boolean areTold(SegmentVersions memberships, Optional<Portrait> portrait, String cluster, Instant now) {
        Optional<PersonFacts> facts = portrait.map(shown -> new PersonFacts(shown, cluster, now));
        boolean areRight = all.stream()
                .allMatch(segment -> memberships.isIn(segment.id())
                        == facts.filter(segment::holds).isPresent());
        return areRight
                && memberships.present().stream()
                        .allMatch(present ->
                                all.stream().anyMatch(segment -> segment.id().equals(present)));
    }

    /** Brings the memberships up to date. @param portrait empty for nobody, who is in no segment */
    public List<Change> update(SegmentVersions memberships, Optional<Portrait> portrait, String cluster, Instant now) {
        if (all.isEmpty() && memberships.isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        Optional<PersonFacts> facts = portrait.map(shown -> new PersonFacts(shown, cluster, now));
        for (Segment segment : all) {
            boolean isMember = facts.filter(segment::holds).isPresent();
            change(memberships, segment.id(), isMember, changes);
        }
        for (String known : memberships.known()) {
            boolean isDefined = all.stream().anyMatch(segment -> segment.id().equals(known));
            if (!isDefined) {
                change(memberships, known, false, changes);
            }
        }
        return changes;
    }

    private static void change(SegmentVersions memberships, String segment, boolean isMember, List<Change> changes) {
        if (memberships.isIn(segment) != isMember) {
            changes.add(new Change(segment, isMember, memberships.change(segment)));
        }
    }
}
