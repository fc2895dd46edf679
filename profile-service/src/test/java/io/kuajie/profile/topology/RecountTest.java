package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Behavior;
import io.kuajie.events.Link;
import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recount makes of the same records as the topology, and of links that were taken out of their topic. */
class RecountTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final Behavior OF_ANNA = Records.behavior(ANNA, 1, Action.BROWSE, "styling", 0);
    private static final Behavior OF_BELLA = Records.behavior(BELLA, 2, Action.BUY, "hair", 5);
    private static final Link LINK = Records.link(BELLA, "academy:anna", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit puts it in
    Path folder;

    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void link_thatHolds_isCountedAsTheTopologyDoes() {
        // Given
        harness.send(OF_ANNA);
        harness.send(OF_BELLA);
        harness.send(LINK);

        // When
        List<String> differing = new ArrayList<>();
        Recount.Outcome outcome = recount(false, true, differing);

        // Then
        assertThat(differing).isEmpty();
        assertThat(outcome).isEqualTo(new Recount.Outcome(1, 0, 0, 0));
    }

    @Test
    void tombstoneOfALink_isHeededAsTheTopologyDoes() {
        // Given
        harness.send(OF_ANNA);
        harness.send(OF_BELLA);
        harness.send(LINK);
        harness.send("blossom:bella", null);
        assertThat(harness.profiles).containsOnlyKeys("academy:anna", "blossom:bella");

        // When
        List<String> differing = new ArrayList<>();
        Recount.Outcome outcome = recount(true, true, differing);

        // Then
        assertThat(differing).isEmpty();
        assertThat(outcome).isEqualTo(new Recount.Outcome(2, 0, 0, 0));
    }

    @Test
    void tombstoneOfALink_thatTheTopologyMissed_isADifference() {
        // Given
        harness.send(OF_ANNA);
        harness.send(OF_BELLA);
        harness.send(LINK);

        // When
        List<String> differing = new ArrayList<>();
        recount(true, true, differing);

        // Then
        assertThat(differing).containsExactlyInAnyOrder("academy:anna", "blossom:bella");
    }

    @Test
    void tombstoneOfALink_onItsWay_isNotCompared() {
        // Given
        harness.send(OF_ANNA);
        harness.send(OF_BELLA);
        harness.send(LINK);

        // When
        List<String> differing = new ArrayList<>();
        Recount.Outcome outcome = recount(true, false, differing);

        // Then
        assertThat(differing).isEmpty();
        assertThat(outcome.moving()).isEqualTo(2);
    }

    private Recount.Outcome recount(boolean isTakenOut, boolean isTombstoneSettled, List<String> differing) {
        var avro = PlainAvro.of(Profile.class);
        try (Recount recount = new Recount(
                harness.rules(),
                record -> Objects.requireNonNull(avro.deserializer().deserialize("", record)),
                folder.resolve("table"))) {
            harness.profiles.forEach(
                    (person, profile) -> recount.told(person, avro.serializer().serialize("", profile)));
            recount.link("blossom:bella", LINK, true);
            if (isTakenOut) {
                recount.link("blossom:bella", null, isTombstoneSettled);
            }
            recount.behavior(OF_ANNA, true);
            recount.behavior(OF_BELLA, true);
            return recount.compare(1e-6, null, person -> true, (person, found) -> differing.add(person));
        }
    }
}
