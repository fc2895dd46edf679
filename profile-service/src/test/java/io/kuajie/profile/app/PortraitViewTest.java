package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.leaf.Windows;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.person.Portraits;
import io.kuajie.profile.domain.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortraitViewTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final Windows WEEK = new Windows(List.of(Window.WEEK));

    private final PopulationBook populations = new PopulationBook();

    @Test
    void hours_andWeekdays_countEachEventByItsLocalHourAndDay() {
        // Given
        int mondayAtNought = 0;
        int tuesdayAtNought = 24;
        int sundayAt23 = 167;
        Portrait portrait = Portraits.of(List.of(
                LeafEvents.act(1, NOW, Action.BROWSE, mondayAtNought),
                LeafEvents.act(2, NOW, Action.BROWSE, tuesdayAtNought),
                LeafEvents.act(3, NOW, Action.BROWSE, sundayAt23),
                LeafEvents.act(4, NOW, Action.BUY, sundayAt23)));

        // When
        PortraitView view = view(portrait, "", WEEK);

        // Then
        long[] hours = new long[24];
        hours[0] = 2;
        hours[23] = 2;
        assertThat(view.hours()).isEqualTo(hours);
        assertThat(view.weekdays()).isEqualTo(new long[] {1, 1, 0, 0, 0, 0, 2});
    }

    @Test
    void next_ofSomebodyWithoutHistory_isWhatTheirClusterDoes() {
        // Given
        populations.put(twoClusters());
        Portrait newcomer = Portraits.of(List.of(LeafEvents.act(1, NOW, Action.BROWSE)));

        // Then
        assertThat(next(newcomer, "c1")).isEqualTo("buy");
        assertThat(next(newcomer, "c2")).isEqualTo("search");
    }

    @Test
    void next_ofSomebodyWithAHistoryOfTheirOwn_isWhatTheyDo() {
        // Given
        populations.put(twoClusters());

        // Then
        assertThat(next(inTurn(Action.BROWSE, Action.SHARE), "c1")).isEqualTo("share");
    }

    @Test
    void recent_toEachPartner_isShownByTheWindowsOfItsOwn() {
        // Given
        PartnerBook partners = new PartnerBook(ProfileSettingsTest.settings(Map.of(
                "kuajie.profile.partners.academy.windows", "1h,7d",
                "kuajie.profile.partners.blossom.windows", "24h")));
        Portrait portrait = Portraits.of(List.of(
                LeafEvents.act(1, NOW.minus(Duration.ofDays(5)), Action.BROWSE),
                LeafEvents.act(2, NOW.minus(Duration.ofHours(2)), Action.BROWSE),
                LeafEvents.act(3, NOW.minus(Duration.ofMinutes(10)), Action.BROWSE)));

        // When
        PortraitView academy = view(portrait, "", partners.windowsOf(new PartnerId("academy")));
        PortraitView blossom = view(portrait, "", partners.windowsOf(new PartnerId("blossom")));

        // Then
        assertThat(academy.recent()).isEqualTo(Map.of("1h", browsed(1), "7d", browsed(3)));
        assertThat(blossom.recent()).isEqualTo(Map.of("24h", browsed(2)));
    }

    private static List<PortraitView.RecentView> browsed(double weight) {
        return List.of(new PortraitView.RecentView("browse", "beauty", "hair", weight));
    }

    /** After browsing, one cluster buys and the other searches. */
    private static Population twoClusters() {
        Population population = new Population();
        population.add(inTurn(Action.BROWSE, Action.BUY), "c1");
        population.add(inTurn(Action.BROWSE, Action.SEARCH), "c2");
        return population;
    }

    /** Somebody who did two things in turn, sixty times, and now the first again. */
    private static Portrait inTurn(Action first, Action second) {
        List<LeafEvent> events = new ArrayList<>();
        for (int i = 0; i <= 120; i++) {
            events.add(LeafEvents.act(i, NOW, i % 2 == 0 ? first : second));
        }
        return Portraits.of(events);
    }

    private String next(Portrait portrait, String cluster) {
        return view(portrait, cluster, WEEK).next().getFirst().action();
    }

    private PortraitView view(Portrait portrait, String cluster, Windows windows) {
        return PortraitView.of(portrait, cluster, List.of(), windows, populations.latest(), NOW);
    }
}
