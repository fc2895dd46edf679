package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {
    @Test
    void groups_ofFewerPeopleThanAskedFor_areWithheld() {
        Disclosure shown = new Disclosure(model(List.of(100L, 19L, 20L)), 20);

        assertThat(shown.shown()).extracting(Clusters.Group::id).containsExactly("c1", "c3");
        assertThat(shown.isWhole()).isFalse();
        assertThat(shown.people()).hasValue(120);
    }

    @Test
    void families_withAGroupThatIsWithheld_tellNoSize_andATitleOfEnoughPeopleAlone() {
        // Given: f1 of c1 and c2, f2 of c3 and c4, f3 of c5 and c6
        Disclosure shown = new Disclosure(model(List.of(100L, 19L, 20L, 20L, 3L, 4L)), 20);

        // Then
        assertThat(shown.clusters().families())
                .extracting(shown::shows, shown::showsTitlesOf)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, true),
                        org.assertj.core.groups.Tuple.tuple(true, true),
                        org.assertj.core.groups.Tuple.tuple(false, false));
    }

    @Test
    void people_ofNoGroupLargeEnough_areNotTold() {
        assertThat(new Disclosure(model(List.of(5L, 6L)), 20).people()).isEmpty();
    }

    @Test
    void operators_seeEveryGroupAndEverybody() {
        Disclosure shown = new Disclosure(model(List.of(100L, 1L, 0L)), 0);

        assertThat(shown.isWhole()).isTrue();
        assertThat(shown.people()).hasValue(101);
        assertThat(shown.clusters().families()).allMatch(shown::shows).allMatch(shown::showsTitlesOf);
    }

    /** Whatever the withheld sizes are, what is told is the same: nothing that is told depends on them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsTold_whateverTheWithheldSizesAre_isTheSame(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> sizes = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        for (int group = 0; group < 8; group++) {
            boolean isSmall = random.nextBoolean();
            long size = isSmall ? random.nextLong(1, 20) : random.nextLong(20, 500);
            sizes.add(size);
            others.add(isSmall ? random.nextLong(1, 20) : size);
        }

        // Then
        assertThat(told(others)).isEqualTo(told(sizes));
    }

    /** All numbers that are told to a partner. */
    private static List<Object> told(List<Long> sizes) {
        Disclosure shown = new Disclosure(model(sizes), 20);
        List<Object> told = new ArrayList<>();
        shown.shown().forEach(group -> told.add(group.id() + " " + group.size()));
        shown.clusters().families().stream()
                .filter(shown::shows)
                .forEach(family -> told.add(family.id() + " " + family.size()));
        told.add(shown.people());
        told.addAll(ClusterMap.of(shown.shown()));
        return told;
    }

    /** Groups of these sizes, two to a family. */
    private static Clusters model(List<Long> sizes) {
        List<Clusters.Group> groups = new ArrayList<>();
        List<Clusters.Family> families = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            groups.add(new Clusters.Group(
                    "c" + (i + 1), new float[] {i, i * i, 1}, sizes.get(i), Map.of("en", "group " + i)));
            if (i % 2 == 1) {
                families.add(new Clusters.Family(
                        "f" + (i + 1) / 2,
                        List.of("c" + i, "c" + (i + 1)),
                        sizes.get(i - 1) + sizes.get(i),
                        Map.of("en", "family")));
            }
        }
        long people = sizes.stream().mapToLong(Long::longValue).sum();
        return new Clusters("kmeans-1", 1, groups, families, people, 1, 0.5, 1, Instant.EPOCH);
    }
}
