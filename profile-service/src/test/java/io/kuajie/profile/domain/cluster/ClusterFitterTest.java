package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFitterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterFitter.Before NOTHING = ClusterFitter.Before.of(Optional.empty(), List.of());
    private static final ClusterFitter FITTER = new ClusterFitter(OptionalInt.empty(), 1);

    @Test
    void fit_fourKindsOfPeople_findsFourGroupsAndDescribesThem() {
        List<Member> people = Blobs.people(new SplittableRandom(1), 4, 30);

        Clusters clusters = FITTER.fit("kmeans-1", people, NOTHING, NOW);

        assertThat(clusters.groups()).extracting(Clusters.Group::id).containsExactly("c1", "c2", "c3", "c4");
        assertThat(clusters.groups())
                .extracting(group -> group.titles().get("en"))
                .containsExactlyInAnyOrderElementsOf(Blobs.KINDS.stream()
                        .map(kind -> "beauty · " + kind + ", mostly browse")
                        .toList());
        assertThat(clusters.groups().getFirst().titles().get("zh-CN"))
                .startsWith("美妆 · ")
                .endsWith("以浏览为主");
        assertThat(clusters.silhouette()).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void refit_otherSeedAndNewPeople_unmovedPeopleKeepTheirLabels(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Member> people = Blobs.people(random, 3, 40);
        Clusters first = FITTER.fit("kmeans-1", people, NOTHING, NOW);
        List<Member> grown = new ArrayList<>(Blobs.people(random, 4, 30));
        grown.addAll(people);

        // When
        ClusterFitter other = new ClusterFitter(OptionalInt.empty(), seed + 100);
        Clusters second =
                other.fit("kmeans-2", grown, ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        long kept = people.stream()
                .filter(member -> groupOf(first, member).equals(groupOf(second, member)))
                .count();
        assertThat(kept).isGreaterThanOrEqualTo((long) (0.95 * people.size()));
        assertThat(second.groups()).extracting(Clusters.Group::id).containsExactly("c1", "c2", "c3", "c4");
    }

    @Test
    void fit_smallestCrowd_separatesTwoKinds() {
        List<Member> people = Blobs.people(new SplittableRandom(7), 2, 2);

        Clusters clusters = FITTER.fit("kmeans-1", people, NOTHING, NOW);

        assertThat(clusters.groups()).hasSize(2);
        assertThat(groupOf(clusters, people.get(0))).isEqualTo(groupOf(clusters, people.get(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fit_tooFewPeopleToCompare_oneGroup(int people) {
        assertThat(sizes(FITTER.fit("kmeans-1", Blobs.twins(people, 1), NOTHING, NOW)))
                .containsExactly((long) people);
    }

    /** Two pairs and somebody alone would make three groups, of less than two people each. */
    @Test
    void fit_fewPeople_noMoreGroupsThanHalfOfThem() {
        List<Member> people = List.of(Blobs.twin(0), Blobs.twin(0), Blobs.twin(1), Blobs.twin(1), Blobs.twin(2));

        assertThat(FITTER.fit("kmeans-1", people, NOTHING, NOW).groups()).hasSize(2);
    }

    @Test
    void fit_peopleAllAlike_oneGroup() {
        assertThat(sizes(FITTER.fit("kmeans-1", Blobs.twins(1, 40), NOTHING, NOW)))
                .containsExactly(40L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fit_oneClumpOfPeople_groupsWithinTheBounds(long seed) {
        List<Member> people = Blobs.people(new SplittableRandom(seed), 1, 60);

        assertThat(sizes(FITTER.fit("kmeans-1", people, NOTHING, NOW)))
                .hasSizeBetween(1, ClusterFitter.MOST_GROUPS)
                .allMatch(size -> size > 0);
    }

    @ParameterizedTest
    @CsvSource({"11,11", "12,12", "13,12"})
    void fit_manyKindsOfPeople_atMostTwelveGroups(int kinds, int groups) {
        assertThat(sizes(FITTER.fit("kmeans-1", Blobs.twins(kinds, 3), NOTHING, NOW)))
                .hasSize(groups)
                .allMatch(size -> size >= 3);
    }

    @Test
    void fit_moreGroupsToldThanThereAreKinds_oneGroupAKind() {
        ClusterFitter told = new ClusterFitter(OptionalInt.of(5), 1);

        assertThat(sizes(told.fit("kmeans-1", Blobs.twins(3, 4), NOTHING, NOW))).containsExactly(4L, 4L, 4L);
    }

    @Test
    void refit_oneKindOfPeopleGone_leavesNoGroupWithoutPeople() {
        // Given
        List<Member> people = Blobs.twins(4, 5);
        Clusters first = FITTER.fit("kmeans-1", people, NOTHING, NOW);

        // When
        Clusters second = FITTER.fit(
                "kmeans-2", Blobs.twins(3, 5), ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        assertThat(sizes(second)).containsExactly(5L, 5L, 5L);
        assertThat(Blobs.twins(3, 1))
                .allSatisfy(member -> assertThat(groupOf(second, member)).isEqualTo(groupOf(first, member)));
    }

    @Test
    void isDue_samePeople_notGrownPeople_yes() {
        List<Member> people = Blobs.people(new SplittableRandom(3), 3, 20);
        Clusters clusters = FITTER.fit("kmeans-1", people, NOTHING, NOW);

        assertThat(ClusterFitter.isDue(clusters, people)).isFalse();
        assertThat(ClusterFitter.isDue(clusters, Blobs.people(new SplittableRandom(4), 3, 25)))
                .isTrue();
        assertThat(ClusterFitter.isDue(clusters, Blobs.people(new SplittableRandom(4), 4, 15)))
                .isTrue();
    }

    @Test
    void drift_ofPeopleAsAtTheFit_isOne_ofOthers_more() {
        List<Member> people = Blobs.people(new SplittableRandom(3), 3, 20);
        Clusters clusters = FITTER.fit("kmeans-1", people, NOTHING, NOW);
        List<Member> twins = List.of(people.getFirst(), people.getFirst(), people.getLast(), people.getLast());
        Clusters exact = FITTER.fit("kmeans-1", twins, NOTHING, NOW);

        assertThat(ClusterFitter.drift(clusters, people)).isCloseTo(1, within(1e-6));
        assertThat(ClusterFitter.drift(clusters, Blobs.people(new SplittableRandom(3), 4, 20)))
                .isGreaterThan(1.5);
        assertThat(exact.sse()).isZero();
        assertThat(ClusterFitter.drift(exact, twins)).isEqualTo(1);
        assertThat(ClusterFitter.drift(exact, people)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void labelOf_vectorOfZeros_isNobodys() {
        Clusters clusters = FITTER.fit("kmeans-1", Blobs.people(new SplittableRandom(3), 2, 5), NOTHING, NOW);

        assertThat(clusters.labelOf(new float[64])).isEmpty();
    }

    private static List<Long> sizes(Clusters clusters) {
        return clusters.groups().stream().map(Clusters.Group::size).toList();
    }

    private static String groupOf(Clusters clusters, Member member) {
        return clusters.labelOf(member.vector()).orElseThrow().group();
    }
}
