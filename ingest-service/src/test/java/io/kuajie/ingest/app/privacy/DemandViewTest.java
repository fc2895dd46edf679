package io.kuajie.ingest.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandViewTest {
    private static final String PART = "recommend-service/people";

    @Test
    void part_thatAnsweredAsAWhole_isDone() {
        assertThat(DemandView.hasAnswered(PART, Set.of(PART))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    people-0-of-1                                     | true
                    people-0-of-2,people-1-of-2                       | true
                    people-1-of-2,people-0-of-3,people-0-of-2         | true
                    people-0-of-2                                     | false
                    people-0-of-3,people-1-of-2                       | false
                    people-0-of-2,people-1-of-3,people-2-of-3         | false
                    effects                                           | false
                    """)
    void part_inShards_isDoneOnceAllOfOneNumberHaveAnswered(String stores, boolean isDone) {
        Set<String> answered = Arrays.stream(stores.split(","))
                .map(store -> "recommend-service/" + store)
                .collect(Collectors.toSet());
        assertThat(DemandView.hasAnswered(PART, answered)).isEqualTo(isDone);
    }
}
