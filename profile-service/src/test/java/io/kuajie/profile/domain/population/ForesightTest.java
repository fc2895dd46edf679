package io.kuajie.profile.domain.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.SparseCounts;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForesightTest {
    private static final int ACTIONS = 4;

    @Test
    void gain_ofPeopleWhoFollowAHabit_isMuch_andOfWhoThrowDiceNone() {
        assertThat(foresight(0.9).gain()).isGreaterThan(0.3);
        // What somebody threw misleads a little about what they throw.
        assertThat(foresight(0).gain()).isBetween(-0.05, 0.0);
    }

    @Test
    void judge_leavesOutTheOneThatIsForetold() {
        // Given: of everybody nothing is known but how often actions occur, and of the person one transition
        SparseCounts global = new SparseCounts();
        global.add(pair(0, 1), 1);
        SparseCounts own = new SparseCounts();
        own.add(pair(2, 3), 1);
        Foresight foresight = new Foresight();

        // When
        foresight.judge(new NextAction(global), own, new SparseCounts());

        // Then
        assertThat(foresight.gain()).isCloseTo(0, within(1e-6));
        assertThat(foresight.actions()).isOne();
        assertThat(own.get(pair(2, 3))).isOne();
    }

    @Test
    void gain_beforeAnythingWasJudged_isUnknown() {
        assertThat(new Foresight().gain()).isNaN();
    }

    /** @param habit how often one of four actions is followed by the next, rather than by any */
    private static Foresight foresight(double habit) {
        SplittableRandom random = new SplittableRandom(8);
        SparseCounts[] people = new SparseCounts[500];
        SparseCounts global = new SparseCounts();
        for (int person = 0; person < people.length; person++) {
            people[person] = new SparseCounts();
            int last = 0;
            for (int n = 0; n < 40; n++) {
                int next = random.nextDouble() < habit ? (last + 1) % ACTIONS : random.nextInt(ACTIONS);
                people[person].add(pair(last, next), 1);
                last = next;
            }
            global.addAll(people[person]);
        }
        NextAction model = new NextAction(global);
        Foresight foresight = new Foresight();
        for (SparseCounts person : people) {
            foresight.judge(model, person, new SparseCounts());
        }
        return foresight;
    }

    private static int pair(int first, int second) {
        return ActionCode.transition(first, second);
    }
}
