package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ClusterFitter FITTER = new ClusterFitter(OptionalInt.empty(), 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fit_kindsOfPeopleInThreeIndustries_aFamilyAnIndustry(long seed) {
        // Given
        List<Member> people = NestedPeople.people(new SplittableRandom(seed), 20);

        // When
        Clusters clusters = new ClusterFitter(OptionalInt.empty(), seed).fit("kmeans-1", people, nothing(), NOW);

        // Then
        assertThat(clusters.groups()).hasSize(9);
        assertThat(clusters.families()).extracting(Clusters.Family::id).containsExactly("f1", "f2", "f3");
        assertThat(clusters.families()).allSatisfy(family -> {
            assertThat(family.groups()).hasSize(3);
            assertThat(family.size()).isEqualTo(60);
        });
        assertThat(clusters.families())
                .extracting(family -> family.titles().get("en"))
                .containsExactlyInAnyOrder(
                        "beauty · basics, mostly browse",
                        "travel · basics, mostly browse",
                        "fitness · basics, mostly browse");
        assertThat(familyIds(clusters, people)).hasSize(180).allMatch(id -> id.matches("f[123]"));
    }

    @Test
    void fit_twiceOfTheSamePeople_givesTheSameFamilies() {
        List<Member> people = NestedPeople.people(new SplittableRandom(2), 20);

        Clusters once = FITTER.fit("kmeans-1", people, nothing(), NOW);
        Clusters again = FITTER.fit("kmeans-1", people, nothing(), NOW);

        assertThat(again).usingRecursiveComparison().isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void refit_otherSeedAndChangedPeople_unmovedPeopleKeepTheirFamily(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Member> people = NestedPeople.people(random, 20);
        Clusters first = FITTER.fit("kmeans-1", people, nothing(), NOW);
        List<Member> changed = new ArrayList<>(NestedPeople.people(random, 2, 0, 40));
        changed.addAll(NestedPeople.people(random, 0, 2, 15));
        changed.addAll(people.subList(0, 160));

        // When
        Clusters second = new ClusterFitter(OptionalInt.empty(), seed + 100)
                .fit("kmeans-2", changed, ClusterFitter.Before.of(Optional.of(first), List.of(first)), NOW);

        // Then
        assertThat(second.families()).extracting(Clusters.Family::id).containsExactly("f1", "f2", "f3");
        List<Member> unmoved = people.subList(0, 160);
        assertThat(familyIds(second, unmoved)).isEqualTo(familyIds(first, unmoved));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fit_fewerThanFourGroups_noFamilies(int kinds) {
        assertThat(FITTER.fit("kmeans-1", Blobs.twins(kinds, 20), nothing(), NOW)
                        .families())
                .isEmpty();
    }

    /** Everybody is as far from those of one other group as from those of another. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12})
    void fit_groupsAllEquallyFarApart_noFamilies(int kinds) {
        Clusters clusters = FITTER.fit("kmeans-1", Blobs.twins(kinds, 20), nothing(), NOW);

        assertThat(clusters.groups()).hasSize(kinds);
        assertThat(clusters.families()).isEmpty();
    }

    @Test
    void families_ofOneThatSplits_theLargerPartKeepsTheId() {
        // Given
        Clusters before = model(
                List.of("c1 0.0 60", "c2 0.1 50", "c3 0.2 45", "c4 0.3 45", "c5 9.0 100", "c6 9.1 100"), nothing());

        // When
        Clusters after = model(
                List.of("c1 0.0 60", "c2 0.1 50", "c3 5.0 45", "c4 5.1 45", "c5 9.0 100", "c6 9.1 100"), after(before));

        // Then
        assertThat(groupsById(before))
                .isEqualTo(Map.of("f1", List.of("c1", "c2", "c3", "c4"), "f2", List.of("c5", "c6")));
        assertThat(groupsById(after))
                .isEqualTo(Map.of("f1", List.of("c1", "c2"), "f2", List.of("c5", "c6"), "f3", List.of("c3", "c4")));
    }

    @Test
    void families_ofTwoThatMerge_theLargersIdStays_andTheOthersIsNotGivenOutAgain() {
        // Given
        Clusters before =
                model(List.of("c1 0.0 20", "c2 0.1 20", "c3 5.0 60", "c4 5.1 60", "c5 9.0 50", "c6 9.1 50"), nothing());
        Clusters merged = model(
                List.of("c1 5.2 20", "c2 5.3 20", "c3 5.0 60", "c4 5.1 60", "c5 9.0 50", "c6 9.1 50"), after(before));

        // When
        Clusters apart = model(
                List.of("c1 0.0 20", "c2 0.1 20", "c3 5.0 60", "c4 5.1 60", "c5 9.0 50", "c6 9.1 50"),
                after(before, merged));

        // Then
        assertThat(groupsById(merged))
                .isEqualTo(Map.of("f2", List.of("c1", "c2", "c3", "c4"), "f3", List.of("c5", "c6")));
        assertThat(groupsById(apart))
                .isEqualTo(Map.of("f2", List.of("c3", "c4"), "f3", List.of("c5", "c6"), "f4", List.of("c1", "c2")));
    }

    @Test
    void families_whenAGroupBetweenThemMovesALittle_stayAsTheyWere_whenItMovesFar_takeItOver() {
        // Given
        Clusters before = model(List.of("c1 0.0 10", "c2 1.0 10", "c3 4.9 10", "c4 9.0 10", "c5 10.0 10"), nothing());
        List<String> aLittle = List.of("c1 0.0 10", "c2 1.0 10", "c3 5.1 10", "c4 9.0 10", "c5 10.0 10");
        List<String> far = List.of("c1 0.0 10", "c2 1.0 10", "c3 7.0 10", "c4 9.0 10", "c5 10.0 10");

        // When
        Map<String, List<String>> after = groupsById(model(aLittle, after(before)));

        // Then
        assertThat(groupsById(before)).isEqualTo(Map.of("f1", List.of("c1", "c2", "c3"), "f2", List.of("c4", "c5")));
        assertThat(after).isEqualTo(groupsById(before));
        assertThat(groupsById(model(aLittle, nothing()))).isNotEqualTo(after);
        assertThat(groupsById(model(far, after(before))))
                .isEqualTo(Map.of("f1", List.of("c1", "c2"), "f2", List.of("c3", "c4", "c5")));
    }

    @Test
    void families_ofMoreGroupsThanBefore_takeInTheNewOnesNearest() {
        // Given
        Clusters before = model(List.of("c1 0.0 30", "c2 0.1 30", "c3 9.0 30", "c4 9.1 30"), nothing());

        // When
        Clusters after = model(
                List.of("c1 0.0 30", "c2 0.1 30", "c3 9.0 30", "c4 9.1 30", "c5 9.2 30", "c6 0.2 30"), after(before));

        // Then
        assertThat(groupsById(after))
                .isEqualTo(Map.of("f1", List.of("c1", "c2", "c6"), "f2", List.of("c3", "c4", "c5")));
    }

    @Test
    void families_thatComeBackAfterAModelWithoutAny_haveTheirIdsAgain() {
        // Given
        List<String> nested = List.of("c1 0.0 50", "c2 0.1 50", "c3 9.0 40", "c4 9.1 40");
        Clusters before = model(nested, nothing());
        Clusters without = model(List.of("c1 0.0 50", "c2 0.1 50", "c3 9.0 80"), after(before));

        // When
        Clusters again = model(nested, after(before, without));

        // Then
        assertThat(without.families()).isEmpty();
        assertThat(groupsById(again)).isEqualTo(groupsById(before)).hasSize(2);
    }

    @Test
    void family_thatSharesLittleWithAFormerOne_isANewOne() {
        // Given
        Clusters before = model(List.of("c1 0.0 50", "c2 0.1 50", "c3 9.0 40", "c4 9.1 40"), nothing());

        // When
        Clusters after = model(List.of("c1 0.0 20", "c5 0.1 90", "c6 0.2 90", "c3 9.0 40", "c4 9.1 40"), after(before));

        // Then
        assertThat(groupsById(after)).isEqualTo(Map.of("f2", List.of("c3", "c4"), "f3", List.of("c1", "c5", "c6")));
    }

    @Test
    void families_whenTheSampleGrows_keepTheirIds() {
        Clusters before = model(List.of("c1 0.0 50", "c2 0.1 50", "c3 9.0 40", "c4 9.1 40"), nothing());

        Clusters after = model(List.of("c1 0.0 500", "c2 0.1 500", "c3 9.0 400", "c4 9.1 400"), after(before));

        assertThat(groupsById(after)).isEqualTo(groupsById(before));
    }

    @Test
    void family_withoutAGroup_isNone() {
        assertThatThrownBy(() -> new Clusters.Family("f1", List.of(), 0, Map.of()))
                .hasMessageContaining("f1");
    }

    private static ClusterFitter.Before nothing() {
        return ClusterFitter.Before.of(Optional.empty(), List.of());
    }

    private static ClusterFitter.Before after(Clusters... models) {
        return ClusterFitter.Before.of(Optional.of(models[models.length - 1]), Arrays.asList(models));
    }

    /** A model of these groups, each an id, a place on a line, and how many people it has. */
    private static Clusters model(List<String> groups, ClusterFitter.Before before) {
        List<Crowd> crowds = groups.stream().map(FamiliesTest::crowd).toList();
        List<Clusters.Group> found = crowds.stream().map(Crowd::group).toList();
        return new Clusters("kmeans-1", 1, found, before.families().of(crowds), 1, 0, 0, 1, NOW);
    }

    private static Crowd crowd(String text) {
        String[] parts = text.split(" ");
        Member member = new Member(new float[] {1}, List.of(), Daypart.NONE, true);
        List<Member> members = IntStream.range(0, Integer.parseInt(parts[2]))
                .mapToObj(i -> member)
                .toList();
        return Crowd.of(parts[0], new float[] {Float.parseFloat(parts[1])}, members);
    }

    private static Map<String, List<String>> groupsById(Clusters clusters) {
        return clusters.families().stream().collect(Collectors.toMap(Clusters.Family::id, Clusters.Family::groups));
    }

    private static List<String> familyIds(Clusters clusters, List<Member> members) {
        return members.stream()
                .map(member -> clusters.labelOf(member.vector()).orElseThrow().group())
                .map(group -> clusters.familyOf(group).orElseThrow().id())
                .toList();
    }
}
