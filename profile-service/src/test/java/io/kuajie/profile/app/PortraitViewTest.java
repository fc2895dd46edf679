package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.Window;
import io.kuajie.profile.domain.leaf.Windows;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.person.Portraits;
import io.kuajie.profile.domain.population.Population;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PortraitViewTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final Windows WEEK = new Windows(List.of(Window.WEEK));

    private final PopulationBook populations =
            new PopulationBook(new SimpleMeterRegistry(), new LeastShown(ProfileSettingsTest.settings(Map.of())));

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
    void activity_andInterests_tellHowOftenAndHowLatelySomebodyWasThere() {
        // Given
        Portrait portrait = Portraits.of(List.of(
                LeafEvents.act(1, NOW.minus(Duration.ofDays(8)), Action.BROWSE),
                LeafEvents.act(2, NOW.minus(Duration.ofDays(3)), Action.BROWSE),
                LeafEvents.act(3, NOW.minus(Duration.ofDays(2)), Action.BROWSE),
                LeafEvents.act(4, NOW.minus(Duration.ofDays(2)), Action.BUY)));

        // When
        PortraitView view = view(portrait, "", WEEK);

        // Then
        assertThat(view.activity()).isEqualTo(new PortraitView.ActivityView("regular", 2, 3));
        assertThat(view.interests())
                .singleElement()
                .satisfies(interest -> assertThat(interest.daysSince()).isEqualTo(2));
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

    @Test
    void propensities_ofAPlatformThatIsYoung_areNotThere() {
        assertThat(view(inTurn(Action.BROWSE, Action.BUY), "", WEEK).propensities())
                .isNull();
    }

    @Test
    void propensities_onceEnoughPeopleAreKnown_sayWhoIsLikelyToBuy() {
        // Given: those who put something into the cart bought in the two weeks after, others came no more
        Population population = new Population();
        for (int i = 0; i < 300; i++) {
            population.retrospect().add(person(i, true), NOW);
            population.retrospect().add(person(i, false), NOW);
        }
        populations.put(population);
        Portrait waverer = Portraits.of(List.of(LeafEvents.act(1, NOW, Action.CART)));
        Portrait visitor = Portraits.of(List.of(LeafEvents.act(1, NOW, Action.BROWSE)));

        // When
        PortraitView.PropensitiesView likely = propensities(waverer);
        PortraitView.PropensitiesView unlikely = propensities(visitor);

        // Then
        assertThat(likely.buy()).isGreaterThan(0.9);
        assertThat(likely.churn()).isLessThan(0.1);
        assertThat(likely.tastes())
                .singleElement()
                .satisfies(taste -> assertThat(taste.buy()).isGreaterThan(0.9));
        assertThat(unlikely.buy()).isLessThan(0.1);
        assertThat(unlikely.churn()).isGreaterThan(0.9);
        assertThat(likely.people()).isEqualTo(600);
    }

    /** Twenty-four buyers in CNY, who bought on one day after the other, once more and for more than the one before, and three in EUR. */
    @Test
    void scores_andPercentiles_areThoseOfThePersonAmongBuyers() {
        // Given
        populations.put(buyers());

        // When
        PortraitView first = view(buyer(0, "CNY"), "", WEEK);
        PortraitView last = view(buyer(23, "CNY"), "", WEEK);
        PortraitView middle = view(buyer(12, "CNY"), "", WEEK);

        // Then
        assertThat(first.rfm()).isEqualTo(new Population.Rfm(1, 1, 1));
        assertThat(last.rfm()).isEqualTo(new Population.Rfm(5, 5, 5));
        assertThat(first.spend()).containsExactly(new PortraitView.SpendView(new Money(1_000, "CNY"), 0.5 / 24));
        assertThat(last.spend()).containsExactly(new PortraitView.SpendView(new Money(24_000, "CNY"), 23.5 / 24));
        assertThat(middle.spend())
                .singleElement()
                .satisfies(spend -> assertThat(spend.percentile()).isEqualTo(12.5 / 24));
        assertThat(last.population()).isEqualTo(27);
    }

    @Test
    void scores_ofSomebodyWhoHasNotBought_areZeros() {
        // Given
        populations.put(buyers());
        Portrait visitor = Portraits.of(List.of(LeafEvents.act(1, NOW, Action.BROWSE)));

        // Then
        assertThat(toPartner(visitor, "").rfm()).isEqualTo(new Population.Rfm(0, 0, 0));
        assertThat(toPartner(visitor, "").spend()).isEmpty();
    }

    @Test
    void figures_toPartners_areLeftOutWhereFewPeopleStandBehindThem() {
        // Given
        populations.put(buyers());

        // When
        PortraitView common = toPartner(buyer(23, "CNY"), "");
        PortraitView rare = toPartner(buyer(2, "EUR"), "");

        // Then: of the currency that three buyers have nothing is told
        assertThat(common.rfm()).isEqualTo(new Population.Rfm(5, 5, 5));
        assertThat(common.spend())
                .extracting(PortraitView.SpendView::percentile)
                .containsExactly(23.5 / 24);
        assertThat(common.population()).isEqualTo(27);
        assertThat(rare.rfm()).isNull();
        assertThat(rare.spend()).containsExactly(new PortraitView.SpendView(new Money(3_000, "EUR"), null));
        assertThat(view(buyer(2, "EUR"), "", WEEK).rfm()).isNotNull();
    }

    @Test
    void figures_toPartners_onAPlatformOfFewPeople_areThoseOfThePersonAlone() {
        // Given
        populations.put(twoClusters());

        // When
        PortraitView view = toPartner(buyer(2, "CNY"), "c1");

        // Then
        assertThat(view.rfm()).isNull();
        assertThat(view.next()).isNull();
        assertThat(view.population()).isNull();
        assertThat(view.spend()).containsExactly(new PortraitView.SpendView(new Money(3_000, "CNY"), null));
        assertThat(view.stage()).isEqualTo("loyal");
    }

    /** Of thirty people two are of the group, and search after browsing where the others buy. */
    @Test
    void next_toPartners_isNotWhatAHandfulOfTheGroupDo() {
        // Given
        Population population = new Population();
        for (int i = 0; i < 28; i++) {
            population.add(inTurn(Action.BROWSE, Action.BUY), "c1");
        }
        population.add(inTurn(Action.BROWSE, Action.SEARCH), "c2");
        population.add(inTurn(Action.BROWSE, Action.SEARCH), "c2");
        populations.put(population);
        Portrait newcomer = Portraits.of(List.of(LeafEvents.act(1, NOW, Action.BROWSE)));

        // Then
        assertThat(next(newcomer, "c2")).isEqualTo("search");
        assertThat(Objects.requireNonNull(toPartner(newcomer, "c2").next()))
                .isEqualTo(toPartner(newcomer, "").next())
                .first()
                .satisfies(next -> assertThat(next.action()).isEqualTo("buy"));
        assertThat(toPartner(newcomer, "c1").next())
                .isEqualTo(view(newcomer, "c1", WEEK).next());
    }

    @Test
    void population_besideAGroupThatIsWithheld_isNotTold() {
        // Given
        populations.put(buyers());

        // Then
        assertThat(view(buyer(1, "CNY"), "", new Audience(WEEK, 20, false)).population())
                .isNull();
    }

    private static Population buyers() {
        Population population = new Population();
        for (int i = 0; i < 24; i++) {
            population.add(buyer(i, "CNY"), "c1");
        }
        for (int i = 0; i < 3; i++) {
            population.add(buyer(i, "EUR"), "c1");
        }
        return population;
    }

    /** Who bought for ten of the currency so many times and once, last so many days after the first. */
    private static Portrait buyer(int rank, String currency) {
        Instant at = NOW.minus(Duration.ofDays(24 - rank));
        List<LeafEvent> events = new ArrayList<>();
        for (int i = 0; i <= rank; i++) {
            events.add(new LeafEvent(
                    new SourcePosition(0, i),
                    at,
                    Action.BUY,
                    new Domain("beauty"),
                    "hair",
                    null,
                    1,
                    1,
                    new Money(1_000, currency)));
        }
        return Portraits.of(LeafKey.parse("blossom:" + currency + rank), events);
    }

    private PortraitView.PropensitiesView propensities(Portrait portrait) {
        return Objects.requireNonNull(view(portrait, "", WEEK).propensities());
    }

    private static Portrait person(int number, boolean wavers) {
        Instant before = NOW.minus(Duration.ofDays(15));
        List<LeafEvent> events = new ArrayList<>();
        events.add(LeafEvents.act(1, before, wavers ? Action.CART : Action.BROWSE));
        if (wavers) {
            events.add(LeafEvents.act(2, before.plus(Duration.ofDays(3)), Action.BUY));
        }
        return Portraits.of(LeafKey.parse("blossom:u%d-%s".formatted(number, wavers)), events);
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
        return Objects.requireNonNull(view(portrait, cluster, WEEK).next())
                .getFirst()
                .action();
    }

    private PortraitView view(Portrait portrait, String cluster, Windows windows) {
        return view(portrait, cluster, Audience.ofOperators(windows));
    }

    private PortraitView toPartner(Portrait portrait, String cluster) {
        return view(portrait, cluster, new Audience(WEEK, 20, true));
    }

    private PortraitView view(Portrait portrait, String cluster, Audience audience) {
        return PortraitView.of(portrait, cluster, List.of(), audience, populations.latest(), NOW);
    }
}
