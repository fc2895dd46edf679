package io.kuajie.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Map<String, List<String>> KEY = Map.of("id", List.of("k1"), "partner", List.of("academy"));

    @Test
    void target_ofACallThatWorked_isWhatItsAddressNames() {
        assertThat(Target.of(KEY, 204)).isEqualTo("partner=academy id=k1");
        assertThat(Target.of(Map.of("source", List.of("academy"), "target", List.of("blossom")), 200))
                .isEqualTo("source=academy target=blossom");
    }

    @Test
    void target_ofACallThatFailed_isLeftOut() {
        assertThat(Target.of(KEY, 401)).isNull();
        assertThat(Target.of(KEY, 404)).isNull();
    }

    @Test
    void target_ofAnAddressThatNamesAPersonOrNothing_isNone() {
        assertThat(Target.of(Map.of("person", List.of("academy:anna")), 200)).isNull();
        assertThat(Target.of(Map.of(), 200)).isNull();
    }
}
