package io.kuajie.recommend.domain.exposure;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.bought;
import static io.kuajie.recommend.domain.Town.leaf;
import static io.kuajie.recommend.domain.Town.studied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExposuresTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LeafKey ANN = leaf(ACADEMY, "ann");

    private final Town town = town();
    private final Asks asks = Asks.at(ACADEMY, BEAUTY).user("ann").count(2);

    @Test
    void item_shownAsOftenAsTheCap_isLeftOutForThatPersonUntilTheTimeIsOver() {
        // Given
        Asks capped = asks.rotation(new Rotation(2, 0, DAY));
        show("blossom:item0", NOW.minus(Duration.ofHours(30)));
        show("blossom:item0", NOW.minus(Duration.ofHours(3)));
        assertThat(ids(capped)).containsExactly("item0", "item1");

        // When
        show("blossom:item0", NOW.minus(Duration.ofHours(1)));

        // Then
        assertThat(ids(capped)).containsExactly("item1", "item2");
        assertThat(ids(capped.user("bob"))).containsExactly("item0", "item1");
        town.exposures.forget(ANN);
        assertThat(ids(capped.user("ann"))).containsExactly("item0", "item1");
    }

    @Test
    void rotation_ofWhatWasJustShown_bringsTheNextForward() {
        // Given
        show("blossom:item0", NOW.minus(Duration.ofMinutes(1)));

        // When, Then
        assertThat(ids(asks.rotation(new Rotation(0, 0.01, DAY)))).containsExactly("item0", "item1");
        assertThat(ids(asks.rotation(new Rotation(0, 1, DAY)))).containsExactly("item1", "item2");
    }

    @Test
    void click_withoutExposure_isNoFurtherExposure() {
        // When
        town.exposures.hear(Kind.CLICKED, list("blossom:item0", NOW), 0, NOW);

        // Then
        assertThat(town.exposures.of(ANN)).isEqualTo(Shown.NOTHING);
    }

    @Test
    void shown_anyNumberOfTimes_countsAsTheListOfTheLatestDoes() {
        // Given
        record Exposure(int item, Instant at) {}
        SplittableRandom random = new SplittableRandom(1);
        List<Exposure> all = new ArrayList<>();
        Shown shown = Shown.NOTHING;

        for (int i = 0; i < 500; i++) {
            // When
            Exposure exposure = new Exposure(random.nextInt(5), NOW.plusSeconds(i * 60L));
            all.add(exposure);
            shown = shown.with(exposure.item, exposure.at);

            // Then
            int item = random.nextInt(5);
            Instant since = exposure.at.minus(Duration.ofHours(1));
            List<Exposure> kept = all.subList(Math.max(0, all.size() - Shown.MOST_KEPT), all.size());
            long expected = kept.stream()
                    .filter(one -> one.item == item && !one.at.isBefore(since))
                    .count();
            assertThat(shown.times(item, Duration.ofHours(1), exposure.at)).isEqualTo((int) expected);
        }
        assertThat(shown.freshness(all.getLast().item, DAY, all.getLast().at.plus(DAY.dividedBy(4))))
                .isCloseTo(0.75, within(1e-9));
        assertThat(shown.freshness(9, DAY, NOW)).isZero();
    }

    @Test
    void rotation_outOfRange_isRefused() {
        assertThatThrownBy(() -> new Rotation(0, 1.1, DAY)).hasMessageContaining("1.1");
    }

    private void show(String item, Instant at) {
        town.exposures.hear(Kind.SHOWN, list(item, at), 0, at);
    }

    private ServedList list(String item, Instant at) {
        int[] items = {town.items.of(Town.key(item)).number()};
        return new ServedList(
                UUID.randomUUID(),
                at,
                ACADEMY,
                ANN,
                "",
                "",
                ModelKind.NONE,
                0,
                items,
                new double[1],
                new int[0],
                new int[0],
                new double[0]);
    }

    private List<String> ids(Asks request) {
        return town.recommender.recommend(request.ask()).items().stream()
                .map(item -> item.node().key().id())
                .toList();
    }

    /** Item 0 is liked most. */
    private static Town town() {
        Town town = new Town(true);
        for (int item = 0; item < 4; item++) {
            town.list("blossom:item" + item, "物品" + item, "things");
            for (int person = 0; person < 12 - 2 * item; person++) {
                town.person("p" + item + "-" + person, "", bought("blossom:item" + item + "/things"));
            }
        }
        town.person("ann", "", studied("academy:make-up/make-up"));
        return town;
    }
}
