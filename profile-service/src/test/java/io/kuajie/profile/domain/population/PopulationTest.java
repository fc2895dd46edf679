package io.kuajie.profile.domain.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    /** In the middle of when random events happen. */
    private static final Instant NOW = Instant.parse("2026-06-20T12:00:00Z");

    @Test
    void population_mergedOfEncodedParts_isThatOfTheWhole() {
        // Given
        List<Portrait> people = people(new SplittableRandom(5), 60);
        Population former = new Population();
        people.forEach(person -> former.add(person, "c1"));
        NextAction next = new NextAction(former.transitions());
        Population whole = new Population();
        Population[] parts = {new Population(), new Population(), new Population()};

        // When
        for (int i = 0; i < people.size(); i++) {
            whole.add(people.get(i), "c" + i % 4);
            whole.retrospect().add(people.get(i), NOW);
            whole.judge(people.get(i), "c" + i % 4, next, former);
            parts[i % 3].add(people.get(i), "c" + i % 4);
            parts[i % 3].retrospect().add(people.get(i), NOW);
            parts[i % 3].judge(people.get(i), "c" + i % 4, next, former);
        }
        Population merged = new Population();
        for (Population part : parts) {
            merged.merge(Population.decode(part.encode()));
        }

        // Then
        assertThat(merged.foresight().actions()).isPositive();
        assertThat(merged).usingRecursiveComparison().isEqualTo(whole);
        assertThat(people)
                .allSatisfy(person -> assertThat(merged.rfm(person, 0)).isEqualTo(whole.rfm(person, 0)));
        assertThat(merged.peopleOf("c1")).isEqualTo(15);
        assertThat(merged.people()).isEqualTo(60);
    }

    /** Twenty buyers, each of whom bought later, more often and for more than the one before. */
    @Test
    void rfm_ofBuyersOneAboveTheOther_risesFromOneToFive() {
        // Given
        List<Portrait> buyers =
                IntStream.range(0, 20).mapToObj(PopulationTest::buyer).toList();
        Population population = new Population();
        buyers.forEach(buyer -> population.add(buyer, "c1"));

        // When
        List<Population.Rfm> scores = buyers.stream()
                .flatMap(buyer -> population.rfm(buyer, 20).stream())
                .toList();

        // Then
        assertThat(scores.getFirst()).isEqualTo(new Population.Rfm(1, 1, 1));
        assertThat(scores.getLast()).isEqualTo(new Population.Rfm(5, 5, 5));
        assertThat(scores).extracting(Population.Rfm::recency).isSorted().contains(2, 3, 4);
        assertThat(scores).extracting(Population.Rfm::frequency).isSorted().contains(2, 3, 4);
        assertThat(scores).extracting(Population.Rfm::monetary).isSorted().contains(2, 3, 4);
    }

    @Test
    void decode_otherBytes_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Population.decode(new byte[] {9}));
        assertThatIllegalArgumentException().isThrownBy(() -> Population.decode(new byte[] {1, 3}));
    }

    private static Portrait buyer(int rank) {
        LeafKey leaf = LeafKey.parse("blossom:buyer" + rank);
        LeafState state = new LeafState(HalfLife.ofDays(30));
        for (int offset = 0; offset <= rank; offset++) {
            state.apply(new LeafEvent(
                    new SourcePosition(0, offset),
                    Instant.parse("2026-01-01T12:00:00Z").plus(Duration.ofDays(rank)),
                    Action.BUY,
                    new Domain("beauty"),
                    "lips",
                    null,
                    1,
                    1,
                    new Money(1_000, "CNY")));
        }
        PersonState person = new PersonState(leaf);
        person.keepOwn(state);
        return person.portrait().orElseThrow();
    }

    private static List<Portrait> people(SplittableRandom random, int count) {
        List<Portrait> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LeafKey leaf = LeafKey.parse("blossom:u" + i);
            LeafState state = new LeafState(HalfLife.ofDays(30));
            for (int offset = 0; offset < 12; offset++) {
                state.apply(LeafEvents.random(random, leaf.partner(), 0, offset));
            }
            PersonState person = new PersonState(leaf);
            person.keepOwn(state);
            people.add(person.portrait().orElseThrow());
        }
        return people;
    }
}
