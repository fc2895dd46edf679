package io.kuajie.recommend.domain.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.exploration.Exploration;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServedPoliciesTest {
    private static final int LISTS = 2_000;
    private static final int LOGS = 100;
    private static final double[] RATES = {0.10, 0.05, 0.30, 0.15};
    private static final double EVEN = 0.15;
    private static final byte CLICKED = 3;

    @Test
    void judgements_overManyLogs_coverWhatThePoliciesEarn() {
        // Given
        int ranked = 0;
        int even = 0;
        int best = 0;

        // When
        for (int log = 0; log < LOGS; log++) {
            ServedPolicies found = ServedPolicies.judge(log(new SplittableRandom(log)), Kind.CLICKED, log);
            ranked += of(found, Filling.RANKED).doublyRobust().covers(RATES[0]) ? 1 : 0;
            even += of(found, Filling.EVEN).doublyRobust().covers(EVEN) ? 1 : 0;
            best += of(found, Filling.BEST).doublyRobust().covers(RATES[2]) ? 1 : 0;
        }

        // Then: of a hundred, three deviations around 95
        assertThat(List.of(ranked, even, best))
                .allSatisfy(covered -> assertThat(covered).isBetween(88, 100));
    }

    @Test
    void judgement_ofOneLog_tellsTheBestPolicyFromTheOneThatLogged() {
        // When
        ServedPolicies found = ServedPolicies.judge(log(new SplittableRandom(1)), Kind.CLICKED, 1);

        // Then
        assertThat(found.lists()).isEqualTo(LISTS);
        assertThat(of(found, Filling.BEST).snips().low())
                .isGreaterThan(found.logged().high());
    }

    @Test
    void lists_thatWereNotExplored_areLeftOut() {
        // Given
        List<Outcome> outcomes = new ArrayList<>(log(new SplittableRandom(1)));
        ServedList plain = new ServedList(
                new UUID(0, 1),
                Town.NOW,
                Town.ACADEMY,
                null,
                "",
                "",
                ModelKind.NONE,
                0,
                new int[1],
                new double[1],
                new int[0],
                new int[0],
                new double[0]);

        // When
        outcomes.add(new Outcome(plain, new byte[1]));

        // Then
        assertThat(ServedPolicies.judge(outcomes, Kind.CLICKED, 1).lists()).isEqualTo(LISTS);
    }

    private static OffPolicy of(ServedPolicies found, Filling filling) {
        return Objects.requireNonNull(found.offPolicyByFilling().get(filling));
    }

    /** Half of the lists explored, each choice then alike. */
    private static List<Outcome> log(SplittableRandom random) {
        int[] choices = {0, 1, 2, 3};
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < LISTS; i++) {
            Exploration exploration = new Exploration(0.5, random.nextDouble());
            double[] probabilities = exploration.probabilities(new double[] {0.25, 0.25, 0.25, 0.25});
            int shown = exploration.choose(probabilities);
            ServedList list = new ServedList(
                    new UUID(random.nextLong(), random.nextLong()),
                    Town.NOW,
                    Town.ACADEMY,
                    null,
                    "",
                    "home",
                    ModelKind.NONE,
                    0,
                    new int[] {9, shown},
                    new double[2],
                    new int[0],
                    choices,
                    probabilities);
            outcomes.add(new Outcome(list, new byte[] {1, random.nextDouble() < RATES[shown] ? CLICKED : 1}));
        }
        return outcomes;
    }
}
