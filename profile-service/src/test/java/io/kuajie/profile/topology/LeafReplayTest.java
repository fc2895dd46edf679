package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.PersonState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log says of what the topology made of another: of the same, and of such that differ in one thing. */
class LeafReplayTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final int LOOKED = 0;
    private static final int BOUGHT = 1;
    private static final int REVIEWED = 2;
    private static final int RATED = 3;
    private static final int DECLARED = 4;
    private static final List<Behavior> LOG = List.of(
            Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0),
            Records.behavior(ANNA, 2, Action.BUY, "styling", 600),
            Records.review(ANNA, 3, "很好用", 5.0),
            Records.review(ANNA, 4, "", 4.0),
            Records.identify(ANNA, 5, Map.of(Trait.REGION, "CN-GD"), 5));

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void differences_toWhatTheTopologyKept_areNone() {
        assertThat(replay(LOG).differences(kept(LOG))).isEmpty();
    }

    @Test
    void differences_ofAnyLeaf_toWhatTheTopologyKept_areNone() {
        // Given
        List<Behavior> log = new ArrayList<>();
        new Steps(new SplittableRandom(8), List.of(ANNA), leaf -> 0, Records.at(20_000_000))
                .next(300)
                .forEach(step -> {
                    if (step instanceof Step.Event event) {
                        log.add(event.record());
                    }
                });

        // When
        Optional<LeafState> kept = kept(log);

        // Then
        assertThat(replay(log).differences(kept)).isEmpty();
    }

    static Stream<Arguments> planted() {
        return Stream.of(
                planted("habits: ", LOOKED, event -> event.setTimezone("America/New_York")),
                planted("windows of ", LOOKED, event -> event.setOccurredAt(Records.at(2 * 86_400))),
                planted("mass of ", LOOKED, event -> event.setOccurredAt(Records.at(2 * 86_400))),
                planted("first event: ", LOOKED, event -> event.setOccurredAt(Records.at(-1))),
                planted("latest event: ", BOUGHT, event -> event.setOccurredAt(Records.at(86_400))),
                planted("latest purchase: ", BOUGHT, event -> event.setOccurredAt(Records.at(86_400))),
                planted("counts: ", LOOKED, event -> event.setAction("click")),
                planted("transitions: ", LOOKED, event -> event.setAction("click")),
                planted("last action: ", DECLARED, event -> event.setAction("share")),
                planted("dimensions: ", LOOKED, event -> event.setCategory("hair")),
                planted("items: ", LOOKED, event -> event.setItem("academy:other")),
                planted("mass of item ", LOOKED, event -> event.setWeight(3)),
                planted("prices looked at: ", LOOKED, event -> event.setAmount(new Amount(999L, "CNY"))),
                planted("prices paid: ", BOUGHT, event -> event.setAmount(new Amount(999L, "CNY"))),
                planted("spend: ", BOUGHT, event -> event.setAmount(new Amount(999L, "CNY"))),
                planted("ratings: ", RATED, event -> event.setRating(1.0)),
                planted("tones, ", REVIEWED, event -> event.setText(null)),
                planted("tones, ", REVIEWED, event -> event.setRating(2.0)),
                planted("industry: ", DECLARED, event -> event.setDomain("beauty")),
                planted("declared: ", DECLARED, event -> event.setDeclared(Map.of("region", "FR"))));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void differences_toAnEventThatWasOther_nameIt(String beginning, int place, Consumer<Behavior.Builder> change) {
        // Given
        List<Behavior> other = new ArrayList<>(LOG);
        Behavior.Builder changed = Behavior.newBuilder(LOG.get(place));
        change.accept(changed);
        other.set(place, changed.build());

        // When
        List<String> found = replay(LOG).differences(kept(other));

        // Then
        assertThat(found).anyMatch(words -> words.startsWith(beginning));
    }

    @Test
    void differences_ofTextWithoutStars_areWhatNoJudgementCouldMake() {
        // Given
        List<Behavior> log = new ArrayList<>(LOG);
        log.add(Records.review(ANNA, 6, "works well", null));
        List<Behavior> judged = new ArrayList<>(LOG);
        judged.add(Records.review(ANNA, 6, "works well", 4.0));

        // Then: judged as kind, or not judged, is possible; two judgements of one text are not.
        Optional<LeafState> kept = kept(judged);
        assertThat(replay(log).differences(kept)).noneMatch(words -> words.startsWith("tones"));
        assertThat(replay(log).differences(Optional.of(counted(LOG)))).noneMatch(words -> words.startsWith("tones"));
        judged.add(Records.review(ANNA, 7, "works well", 4.0));
        assertThat(replay(log).differences(Optional.of(counted(judged))))
                .anyMatch(words -> words.startsWith("tones, and 1 texts"));
    }

    @Test
    void differences_ofTonesOfWhoRefusesAnalytics_areNone() {
        // Given
        harness.refusals.say(ANNA, true);

        // When
        Optional<LeafState> kept = kept(LOG);

        // Then
        assertThat(kept.orElseThrow().purchases().meanTone()).isNaN();
        assertThat(replay(LOG).differences(kept)).isEmpty();
    }

    private static Arguments planted(String beginning, int place, Consumer<Behavior.Builder> change) {
        return Arguments.of(beginning, place, change);
    }

    private LeafReplay replay(List<Behavior> log) {
        LeafReplay replay = new LeafReplay(harness.rules(), ANNA, Long.MAX_VALUE);
        log.forEach(replay::take);
        return replay;
    }

    private Optional<LeafState> kept(List<Behavior> log) {
        log.forEach(harness::send);
        return PersonState.of(ANNA, harness.stored(ProfileTopology.PEOPLE).get(ANNA.toString()))
                .own();
    }

    /** In a topology of its own. */
    private static LeafState counted(List<Behavior> log) {
        try (Harness other = new Harness()) {
            log.forEach(other::send);
            return PersonState.of(ANNA, other.stored(ProfileTopology.PEOPLE).get(ANNA.toString()))
                    .own()
                    .orElseThrow();
        }
    }
}
