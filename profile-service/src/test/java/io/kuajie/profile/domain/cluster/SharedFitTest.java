package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bars of grouping, on people of a generated world whose vectors are sampled part by part, as instances do. */
class SharedFitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterFitter.Before NOTHING = ClusterFitter.Before.of(Optional.empty(), List.of());
    private static final int PEOPLE = 2_000;
    private static final int SAMPLE = 1_000;
    private static final int K = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fit_onASampleOfParts_servesEverybodyAsWellAsABatchRunOnAll(long seed) {
        // Given
        GeneratedPeople people = GeneratedPeople.of(seed, PEOPLE, 1);

        // When
        Clusters clusters = new ClusterFitter(OptionalInt.of(K), seed).fit("kmeans-1", sample(people, 5), NOTHING, NOW);

        // Then
        double sse = clusters.meanSquare(people.vectors()) * people.vectors().size();
        assertThat(sse)
                .isLessThanOrEqualTo(1.03 * PlainLloyd.best(people.vectors(), K, 10, new SplittableRandom(seed)));
    }

    @Test
    void fit_onHoweverManyParts_givesTheSameModel() {
        GeneratedPeople people = GeneratedPeople.of(4, PEOPLE, 1);
        ClusterFitter fitter = new ClusterFitter(OptionalInt.empty(), 4);

        Clusters ofOne = fitter.fit("kmeans-1", sample(people, 1), NOTHING, NOW);
        Clusters ofSeven = fitter.fit("kmeans-1", sample(people, 7), NOTHING, NOW);

        assertThat(ofSeven).usingRecursiveComparison().isEqualTo(ofOne);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refit_afterPeopleCameAndChanged_thoseUnmovedKeepTheirLabels(long seed) {
        // Given
        GeneratedPeople before = GeneratedPeople.of(seed, PEOPLE, 0.7);
        GeneratedPeople after = GeneratedPeople.of(seed, PEOPLE, 1);
        Clusters first = new ClusterFitter(OptionalInt.of(K), 1).fit("kmeans-1", sample(before, 3), NOTHING, NOW);

        // When
        Clusters second = new ClusterFitter(OptionalInt.of(K), 2)
                .fit("kmeans-2", sample(after, 3), ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        assertThat(shareKept(before, after, first, second)).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fit_ofANumberOfItsOwn_isFineEnoughForFamilies_andLastsThroughARefit(long seed) {
        // Given
        GeneratedPeople before = GeneratedPeople.of(seed, PEOPLE, 0.7);
        GeneratedPeople after = GeneratedPeople.of(seed, PEOPLE, 1);
        Clusters first = new ClusterFitter(OptionalInt.empty(), 1).fit("kmeans-1", sample(before, 3), NOTHING, NOW);

        // When
        Clusters second = new ClusterFitter(OptionalInt.empty(), 2)
                .fit("kmeans-2", sample(after, 3), ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        assertThat(first.groups()).hasSizeBetween(6, ClusterFitter.MOST_GROUPS);
        assertThat(first.families()).hasSize(2);
        assertThat(second.groups()).hasSameSizeAs(first.groups());
        assertThat(second.families()).extracting(Clusters.Family::id).containsExactly("f1", "f2");
        double sse = second.meanSquare(after.vectors()) * after.vectors().size();
        int groups = second.groups().size();
        assertThat(sse)
                .isLessThanOrEqualTo(1.03 * PlainLloyd.best(after.vectors(), groups, 10, new SplittableRandom(seed)));
        assertThat(shareKept(before, after, first, second)).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refit_afterPeopleCameAndChanged_theFamiliesAreStillTheTwoIndustries(long seed) {
        // Given
        List<Member> before = sample(GeneratedPeople.of(seed, PEOPLE, 0.7), 3);
        List<Member> after = sample(GeneratedPeople.of(seed, PEOPLE, 1), 3);
        Clusters first = new ClusterFitter(OptionalInt.of(K), 1).fit("kmeans-1", before, NOTHING, NOW);

        // When
        Clusters second = new ClusterFitter(OptionalInt.of(K), 2)
                .fit("kmeans-2", after, ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        assertThat(first.families())
                .extracting(family -> family.titles().get("en"))
                .containsExactlyInAnyOrder("beauty, mostly browse", "course, mostly browse");
        assertThat(second.families())
                .usingRecursiveFieldByFieldElementComparatorOnFields("id", "titles")
                .containsExactlyElementsOf(first.families());
        long kept = before.stream()
                .filter(member -> family(first, member).equals(family(second, member)))
                .count();
        assertThat((double) kept / before.size()).isGreaterThanOrEqualTo(0.95);
    }

    /** Of those who did nothing in between, the share whose label is what it was. */
    private static double shareKept(GeneratedPeople before, GeneratedPeople after, Clusters first, Clusters second) {
        List<Member> unmoved = before.memberByKey().keySet().stream()
                .filter(key -> Arrays.equals(before.vector(key), after.vector(key)))
                .map(key -> Objects.requireNonNull(before.memberByKey().get(key)))
                .toList();
        assertThat(unmoved).hasSizeGreaterThan(PEOPLE / 20);
        long kept = unmoved.stream()
                .filter(member -> label(first, member).equals(label(second, member)))
                .count();
        return (double) kept / unmoved.size();
    }

    private static List<Member> sample(GeneratedPeople people, int parts) {
        Sample[] samples = new Sample[parts];
        for (int part = 0; part < parts; part++) {
            samples[part] = new Sample(SAMPLE, 1);
        }
        people.memberByKey().forEach((key, member) -> samples[Math.floorMod(key.hashCode(), parts)].offer(key, member));
        Sample whole = new Sample(SAMPLE, 1);
        for (Sample part : samples) {
            whole.mergeEncoded(part.encode());
        }
        return whole.members();
    }

    private static String label(Clusters clusters, Member member) {
        return clusters.labelOf(member.vector()).orElseThrow().group();
    }

    private static String family(Clusters clusters, Member member) {
        return clusters.familyOf(label(clusters, member)).orElseThrow().id();
    }
}
