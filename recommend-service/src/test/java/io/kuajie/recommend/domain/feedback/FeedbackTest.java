package io.kuajie.recommend.domain.feedback;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static io.kuajie.recommend.domain.Town.key;
import static io.kuajie.recommend.domain.Town.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.items.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    private static final UUID REQUEST = new UUID(1, 1);
    private static final LeafKey ANN = leaf(ACADEMY, "ann");
    private static final LeafKey BOB = leaf(ACADEMY, "bob");

    private final Items items = new Items();
    private final List<String> heard = new ArrayList<>();
    private final Feedback feedback = feedback(heard, 3);

    @Test
    void exposure_ofAnItem_showsThatItemOnly() {
        // Given
        feedback.serve(list(REQUEST, ANN));

        // When
        feedback.tell(sign(ANN, Kind.SHOWN, "blossom:b"));

        // Then
        assertThat(heard).containsExactly("SHOWN 1");
        assertThat(feedback.outcomes().getFirst().isShown()).isTrue();
    }

    @Test
    void exposure_ofTheList_showsAllOfIt() {
        // Given
        feedback.serve(list(REQUEST, ANN));

        // When
        feedback.tell(sign(ANN, Kind.SHOWN, null));

        // Then
        assertThat(heard).containsExactly("SHOWN 0", "SHOWN 1", "SHOWN 2");
    }

    @Test
    void signs_inAnyOrderAndRepeated_comeToTheSame() {
        // Given
        List<Runnable> happenings = new ArrayList<>();
        List<String> told = new ArrayList<>();
        List<Sign> signs = List.of(
                sign(ANN, Kind.SHOWN, "blossom:a"),
                sign(ANN, Kind.SHOWN, null),
                sign(ANN, Kind.CLICKED, "blossom:c"),
                sign(ANN, Kind.ORDERED, "blossom:b"),
                sign(ANN, Kind.CLICKED, "blossom:elsewhere"),
                sign(ANN, Kind.REFUNDED, "blossom:b"),
                sign(BOB, Kind.ORDERED, "blossom:a"));

        for (int seed = 0; seed < 50; seed++) {
            told.clear();
            happenings.clear();
            Feedback other = feedback(told, 3);
            signs.forEach(sign -> happenings.addAll(List.of(() -> other.tell(sign), () -> other.tell(sign))));
            happenings.add(() -> other.serve(list(REQUEST, ANN)));
            happenings.add(() -> other.serve(list(REQUEST, ANN)));
            Collections.shuffle(happenings, new Random(seed));

            // When
            happenings.forEach(Runnable::run);

            // Then
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "SHOWN 0", "SHOWN 1", "SHOWN 2", "CLICKED 2", "CLICKED 1", "ORDERED 1", "REFUNDED 1");
            assertThat(other.outcomes().getFirst().has(Kind.ORDERED, 1)).isTrue();
            assertThat(other.outcomes().getFirst().isSold(1)).isFalse();
        }
    }

    @Test
    void list_ofNobody_isAnsweredByAnybodyOfTheStorefrontAlone() {
        // Given
        feedback.serve(list(REQUEST, null));

        // When
        feedback.tell(sign(leaf(BLOSSOM, "eve"), Kind.CLICKED, "blossom:a"));
        feedback.tell(sign(BOB, Kind.SHOWN, "blossom:b"));

        // Then
        assertThat(heard).containsExactly("SHOWN 1");
    }

    @Test
    void lists_beyondTheLimit_areForgottenEarliestFirst() {
        // When
        for (int i = 1; i <= 5; i++) {
            feedback.serve(list(new UUID(1, i), ANN));
        }

        // Then
        assertThat(feedback.outcomes()).extracting(FeedbackTest::number).containsExactly(3L, 4L, 5L);
    }

    @Test
    void shown_givesTheListsThatWereSeen_inTheOrderOfTime() {
        // Given
        for (int i : new int[] {3, 1, 2}) {
            feedback.serve(list(new UUID(1, i), ANN, NOW.plusSeconds(i)));
        }
        for (int i : new int[] {1, 3}) {
            feedback.tell(new Sign(new UUID(1, i), ANN, Kind.SHOWN, null, NOW));
        }

        // When
        List<Outcome> all = feedback.shown(Instant.MIN, Instant.MAX).toList();
        List<Outcome> later =
                feedback.shown(NOW.plusSeconds(1), NOW.plusSeconds(3)).toList();
        List<Outcome> earlier = feedback.shown(Instant.MIN, NOW.plusSeconds(2)).toList();

        // Then
        assertThat(all).extracting(FeedbackTest::number).containsExactly(1L, 3L);
        assertThat(later).extracting(FeedbackTest::number).containsExactly(3L);
        assertThat(earlier).extracting(FeedbackTest::number).containsExactly(1L);
    }

    @Test
    void shown_leavesOutWhatIsDroppedMeanwhile() {
        // Given
        Feedback small = feedback(heard, 1);
        small.serve(list(REQUEST, ANN));
        small.tell(sign(ANN, Kind.SHOWN, null));
        Stream<Outcome> shown = small.shown(Instant.MIN, Instant.MAX);

        // When: lists enough to fill what is kept together
        for (int i = 1; i <= 3_000; i++) {
            small.serve(list(new UUID(2, i), ANN));
        }

        // Then
        assertThat(shown).isEmpty();
    }

    @Test
    void person_thatIsForgotten_isInNoListAnyMore() {
        // Given
        feedback.serve(list(REQUEST, ANN));

        // When
        feedback.forget(ANN);

        // Then
        assertThat(feedback.outcomes().getFirst().list().leaf()).isNull();
    }

    private Feedback feedback(List<String> told, int mostLists) {
        return new Feedback(items, mostLists, List.of((kind, list, place, at) -> told.add(kind + " " + place)));
    }

    private ServedList list(UUID request, @Nullable LeafKey leaf) {
        return list(request, leaf, NOW);
    }

    private ServedList list(UUID request, @Nullable LeafKey leaf, Instant at) {
        int[] numbers = List.of("blossom:a", "blossom:b", "blossom:c").stream()
                .mapToInt(text -> items.of(key(text)).number())
                .toArray();
        return new ServedList(
                request,
                at,
                ACADEMY,
                leaf,
                "",
                "home",
                ModelKind.NONE,
                0,
                numbers,
                new double[3],
                new int[0],
                new int[0],
                new double[0]);
    }

    private static long number(Outcome outcome) {
        return outcome.list().request().getLeastSignificantBits();
    }

    private static Sign sign(LeafKey leaf, Kind kind, @Nullable String item) {
        return new Sign(REQUEST, leaf, kind, item == null ? null : key(item), NOW);
    }
}
