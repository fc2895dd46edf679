package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.PersonState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeafReplayTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final Behavior BOUGHT = Records.behavior(ANNA, 1, Action.BUY, "styling", 0);
    private static final Behavior DECLARED = Records.identify(ANNA, 2, Map.of(Trait.REGION, "CN-GD"), 5);
    private static final Behavior DECLARED_OTHERWISE = Records.identify(ANNA, 2, Map.of(Trait.REGION, "FR"), 5);

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void differences_toWhatTheTopologyKept_areNone() {
        assertThat(replay(List.of(BOUGHT, DECLARED)).differences(kept(List.of(BOUGHT, DECLARED))))
                .isEmpty();
    }

    @Test
    void differences_toAnotherDeclaration_nameIt() {
        assertThat(replay(List.of(BOUGHT, DECLARED)).differences(kept(List.of(BOUGHT, DECLARED_OTHERWISE))))
                .singleElement()
                .asString()
                .startsWith("declared: ")
                .contains("CN-GD", "FR");
    }

    private LeafReplay replay(List<Behavior> log) {
        LeafReplay replay = new LeafReplay(harness.rules(), ANNA, 2);
        log.forEach(replay::take);
        return replay;
    }

    private Optional<LeafState> kept(List<Behavior> log) {
        log.forEach(harness::send);
        return PersonState.of(ANNA, harness.stored(ProfileTopology.PEOPLE).get(ANNA.toString()))
                .own();
    }
}
