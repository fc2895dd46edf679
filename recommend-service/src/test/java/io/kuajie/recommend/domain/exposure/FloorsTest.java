package io.kuajie.recommend.domain.exposure;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.serving.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private static final PartnerId LARGE = new PartnerId("large");
    private static final PartnerId MIDDLE = new PartnerId("middle");
    private static final PartnerId SMALL = new PartnerId("small");
    private static final int LISTS = 20_000;
    private static final int LENGTH = 10;

    /** @param odds logarithm of the odds of being taken */
    private record Candidate(PartnerId partner, double odds) {
        double gain() {
            return 1 / (1 + Math.exp(-odds));
        }
    }

    @Test
    void floors_overManyLists_areHeldWithinAHundredthAtLittleCost() {
        // Given: the small partner's items fit less; unaided, it gets 5 % of the attention and the middle one 22 %
        Floors floors = new Floors(Map.of(SMALL, 0.10, MIDDLE, 0.28, LARGE, 0.3));
        SplittableRandom random = new SplittableRandom(1);
        double small = 0;
        double middle = 0;
        double unaided = 0;
        double quality = 0;

        // When
        for (int list = 0; list < LISTS; list++) {
            List<Candidate> candidates = candidates(random);
            Map<PartnerId, Double> lifts = floors.lifts(BEAUTY);
            List<Candidate> best = top(candidates, Map.of());
            List<Candidate> shown = top(candidates, lifts);
            List<PartnerId> partners = shown.stream().map(Candidate::partner).toList();
            floors.served(BEAUTY, List.of(LARGE, MIDDLE, SMALL), partners);
            small += Floors.share(SMALL, partners) / LISTS;
            middle += Floors.share(MIDDLE, partners) / LISTS;
            unaided += Floors.share(SMALL, best.stream().map(Candidate::partner).toList()) / LISTS;
            quality += gain(shown) / gain(best) / LISTS;
        }

        // Then
        assertThat(unaided).isLessThan(0.08);
        assertThat(small).isCloseTo(0.10, within(0.01));
        assertThat(middle).isCloseTo(0.28, within(0.01));
        assertThat(quality).isGreaterThan(0.97);
        assertThat(floors.lifts(BEAUTY)).containsEntry(LARGE, 0.0);
    }

    @Test
    void partner_withAFloor_comesToItsShareOfRealLists() {
        // Given: petal's items are liked by fewer
        PartnerId petal = new PartnerId("petal");
        Town town = new Town(true, new Floors(Map.of(petal, 0.4)));
        for (int item = 0; item < 20; item++) {
            String name = (item % 2 == 0 ? "blossom:" : "petal:") + item;
            town.list(name, "物品" + item, "things");
            for (int person = 0; person < (item % 2 == 0 ? 30 : 3); person++) {
                town.person("p" + item + "-" + person, "", bought(name + "/things"));
            }
        }
        Asks asks = Asks.at(ACADEMY, BEAUTY).count(5);
        assertThat(share(petal, town.recommender.recommend(asks.ask()))).isZero();
        double share = 0;

        // When
        for (int list = 0; list < 2_000; list++) {
            share += share(petal, town.recommender.recommend(asks.ask())) / 2_000;
        }

        // Then
        assertThat(share).isBetween(0.33, 0.45);
        assertThat(share(petal, town.recommender.recommend(asks.of(BLOSSOM).ask())))
                .isZero();
    }

    @Test
    void floors_togetherAboveTheWhole_areRefused() {
        assertThatThrownBy(() -> new Floors(Map.of(SMALL, 0.6, LARGE, 0.6))).hasMessageContaining("together above 1");
    }

    private static double share(PartnerId partner, Answer answer) {
        return Floors.share(
                partner,
                answer.items().stream().map(item -> item.node().key().partner()).toList());
    }

    private static List<Candidate> candidates(SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double draw = random.nextDouble();
            PartnerId partner = draw < 0.6 ? LARGE : draw < 0.9 ? MIDDLE : SMALL;
            double lag = partner == LARGE ? 0 : partner == MIDDLE ? 0.2 : 0.5;
            candidates.add(new Candidate(partner, random.nextGaussian() - lag - 2));
        }
        return candidates;
    }

    private static List<Candidate> top(List<Candidate> candidates, Map<PartnerId, Double> lifts) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble(
                        candidate -> -candidate.odds - lifts.getOrDefault(candidate.partner, 0.0)))
                .limit(LENGTH)
                .toList();
    }

    /** Discounted by place, as NDCG does. */
    private static double gain(List<Candidate> list) {
        double gain = 0;
        for (int place = 0; place < list.size(); place++) {
            gain += list.get(place).gain() / Math.log(place + 2.0);
        }
        return gain;
    }
}
