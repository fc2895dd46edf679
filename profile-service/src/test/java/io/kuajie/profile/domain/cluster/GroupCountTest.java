package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On people with known numbers of groups: side by side, within groups, and none. */
class GroupCountTest {
    private static final int PEOPLE = 500;
    private static final int MOST = 12;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 8})
    void count_ofGroupsSideBySide_isTheirs(int kinds) {
        RandomGenerator random = new SplittableRandom(kinds);
        List<float[]> people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> sideBySide(random, i % kinds, kinds))
                .toList();

        assertThat(GroupCount.of(people, MOST, 0, random)).isEqualTo(kinds);
    }

    /** Silhouette alone says two: that of ten groups is a little more than half of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void count_ofGroupsWithinTwoFamilies_isThatOfTheGroups(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<float[]> people = nested(random, 2, 5);

        assertThat(GroupCount.of(people, MOST, 0, random)).isBetween(9, 11);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void count_ofGroupsWithinThreeFamilies_isNearThatOfTheGroups(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<float[]> people = nested(random, 3, 4);

        assertThat(GroupCount.of(people, MOST, 0, random)).isBetween(7, 12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void count_ofPeopleOfAGeneratedWorld_isFinerThanItsTwoIndustries(long seed) {
        List<float[]> people = GeneratedPeople.of(seed, PEOPLE, 1).vectors();

        assertThat(GroupCount.of(people, MOST, 0, new SplittableRandom(seed))).isBetween(8, 12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void count_inUse_staysWhereAnotherIsHardlyBetter(long seed) {
        // Given
        List<float[]> people = GeneratedPeople.of(seed, PEOPLE, 1).vectors();
        int chosen = GroupCount.of(people, MOST, 0, new SplittableRandom(seed));

        // Then
        assertThat(GroupCount.of(people, MOST, chosen, new SplittableRandom(seed + 100)))
                .isEqualTo(chosen);
    }

    /** Who does much in one category, and a little of others. */
    private static float[] sideBySide(RandomGenerator random, int kind, int kinds) {
        List<Portrait.Dimension> dimensions = new ArrayList<>();
        dimensions.add(dimension("beauty", "kind" + kind, 10 + 5 * random.nextDouble()));
        for (int other = 0; other < 4; other++) {
            dimensions.add(dimension("beauty", "kind" + random.nextInt(kinds), 2 * random.nextDouble()));
        }
        return VectorLayout.vectorOf(dimensions);
    }

    /** Who do much in what all of the industry like, less in what their kind likes, and a little of anything. */
    private static List<float[]> nested(RandomGenerator random, int families, int kinds) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> {
                    String industry = "industry" + i % families;
                    List<Portrait.Dimension> dimensions = new ArrayList<>();
                    dimensions.add(dimension(industry, "basics", 10 + 10 * random.nextDouble()));
                    dimensions.add(dimension(industry, "kind" + i / families % kinds, 4 * (0.5 + random.nextDouble())));
                    for (int other = 0; other < 3; other++) {
                        dimensions.add(dimension(
                                "industry" + random.nextInt(families),
                                "any" + random.nextInt(12),
                                4 * random.nextDouble()));
                    }
                    return VectorLayout.vectorOf(dimensions);
                })
                .toList();
    }

    private static Portrait.Dimension dimension(String domain, String category, double mass) {
        return new Portrait.Dimension(new DimensionKey("browse", domain, category), mass);
    }
}
