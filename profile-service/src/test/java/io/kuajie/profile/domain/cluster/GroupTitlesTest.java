package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.SparseCounts;
import io.kuajie.profile.domain.person.Portrait;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupTitlesTest {
    private static final int MONDAY = 0;
    private static final int SUNDAY = 6 * 24;

    @Test
    void titles_ofEveningLearnersWhoHaveNotBought_sayAllOfIt() {
        // Given
        List<Member> learners = IntStream.range(0, 40)
                .mapToObj(i -> member("learn", i < 30 ? Daypart.EVENING : Daypart.NONE, i == 0))
                .toList();

        // When
        var titles = GroupTitles.of(learners);

        // Then
        assertThat(titles)
                .containsEntry("en", "beauty · skin-care, mostly learn, in the evening, nothing bought yet")
                .containsEntry("zh-CN", "美妆 · skin-care，以学习为主，多在晚间，尚未购买");
    }

    @Test
    void titles_ofBuyersAtAllHours_sayNeither() {
        // Given
        List<Member> buyers = IntStream.range(0, 40)
                .mapToObj(i -> member("browse", Daypart.values()[1 + i % 4], i % 10 == 0))
                .toList();

        // When
        var titles = GroupTitles.of(buyers);

        // Then
        assertThat(titles).containsEntry("en", "beauty · skin-care, mostly browse");
    }

    @Test
    void titlesOfAFamily_whereNoCategoryStandsOut_nameItsIndustries() {
        // Given
        List<Member> shoppers = IntStream.range(0, 40)
                .mapToObj(i -> shopper(i % 10 < 7 ? "beauty" : "travel", "kind-" + i % 10))
                .toList();

        // When
        var titles = GroupTitles.ofFamily(shoppers);

        // Then
        assertThat(titles).containsEntry("en", "beauty, travel, mostly browse").containsEntry("zh-CN", "美妆、旅行，以浏览为主");
    }

    @Test
    void titlesOfAFamily_whereACategoryStandsOut_nameIt() {
        List<Member> shoppers = IntStream.range(0, 40)
                .mapToObj(i -> shopper("beauty", "kind-" + i % 4))
                .toList();

        assertThat(GroupTitles.ofFamily(shoppers))
                .containsEntry("en", "beauty · kind-0, beauty · kind-1, mostly browse");
    }

    @Test
    void daypart_ofWhatIsDone_isWhereHalfOfItLies() {
        assertThat(Daypart.of(habits(MONDAY + 18, SUNDAY + 23, MONDAY + 3))).isEqualTo(Daypart.EVENING);
        assertThat(Daypart.of(habits(MONDAY + 5, SUNDAY))).isEqualTo(Daypart.NIGHT);
        assertThat(Daypart.of(habits(MONDAY + 6, MONDAY + 12, MONDAY + 18))).isEqualTo(Daypart.NONE);
        assertThat(Daypart.of(habits())).isEqualTo(Daypart.NONE);
    }

    private static Member member(String action, Daypart daypart, boolean hasBought) {
        var dimension = new Portrait.Dimension(new DimensionKey(action, "beauty", "skin-care"), 3);
        return new Member(new float[] {1}, List.of(dimension), daypart, hasBought);
    }

    private static Member shopper(String domain, String category) {
        var dimension = new Portrait.Dimension(new DimensionKey("browse", domain, category), 3);
        return new Member(new float[] {1}, List.of(dimension), Daypart.NONE, true);
    }

    private static SparseCounts habits(int... hours) {
        SparseCounts counts = new SparseCounts();
        IntStream.of(hours).forEach(hour -> counts.add(hour, 1));
        return counts;
    }
}
