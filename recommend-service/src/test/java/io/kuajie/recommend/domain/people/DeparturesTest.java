package io.kuajie.recommend.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.PersonKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final PersonKey ANNA = new PersonKey("academy:anna");
    private static final Instant DEMAND = Instant.parse("2026-01-01T00:00:00Z");

    private final Departures departures = new Departures();

    @Test
    void person_removedBeforeTheDemandOnly_hasNotLeftSince() {
        departures.note(ANNA, DEMAND.minusMillis(1));

        assertThat(departures.hasLeftSince(ANNA, DEMAND)).isFalse();
    }

    @Test
    void person_removedAfterTheDemand_hasLeftSinceEvenIfOthersFollow() {
        departures.note(ANNA, DEMAND.minusSeconds(60));
        departures.note(ANNA, DEMAND);
        for (int i = 0; i < 9_999; i++) {
            departures.note(new PersonKey("blossom:p" + i), DEMAND);
        }

        assertThat(departures.hasLeftSince(ANNA, DEMAND)).isTrue();
    }

    @Test
    void departures_beyondTheMost_forgetTheOldest() {
        departures.note(ANNA, DEMAND);
        for (int i = 0; i < 10_000; i++) {
            departures.note(new PersonKey("blossom:p" + i), DEMAND);
        }

        assertThat(departures.hasLeftSince(ANNA, DEMAND)).isFalse();
    }
}
