package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Link;
import io.kuajie.events.Position;
import io.kuajie.events.Profile;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.LeafKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> planted() {
        return Stream.of(
                planted("leaves: ", profile -> profile.getLeaves().getFirst(), "events", 2L),
                planted("leaves: ", profile -> profile.getLeaves().getFirst(), "position", new Position(0, 0L)),
                planted("counts: ", profile -> profile, "counts", Map.of("browse", 1L, "buy", 2L)),
                planted("spend: ", profile -> profile, "spend", List.of(new Amount(999L, "CNY"))),
                planted("first event: ", profile -> profile, "first_at", Records.at(1)),
                planted("latest event: ", profile -> profile, "evaluated_at", Records.at(301)),
                planted("mass DimensionKey", profile -> profile.getDimensions().getFirst(), "mass", 7.9),
                planted("mass DimensionKey", profile -> profile, "dimensions", List.of()),
                planted("mass of item 1 ", profile -> profile.getItems().getFirst(), "mass", 7.9),
                planted("items: ", profile -> profile.getItems().getFirst(), "strongest", "cart"),
                planted("items: ", profile -> profile.getItems().getFirst(), "owned", false),
                planted("items: ", profile -> profile.getItems().getFirst(), "last_at", Records.at(1)),
                planted("items: ", profile -> profile.getItems().getFirst(), "category", "nails"),
                planted("items: ", profile -> profile.getItems().getFirst(), "domain", "sport"),
                planted("items: ", profile -> profile.getItems().getFirst(), "leaf", 0),
                planted("vector: ", profile -> profile, "vector", ByteBuffer.allocate(64 * Float.BYTES)));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void profile_thatToldSomethingElse_isReportedWithWhat(
            String beginning, Function<Profile, SpecificRecord> part, String field, Object value) {
        // Given
        harness.send(OF_ANNA);
        harness.send(OF_BELLA);
        harness.send(LINK);
        SpecificRecord changed = part.apply(harness.profile("academy:anna"));
        changed.put(changed.getSchema().getField(field).pos(), value);

        // When
        List<String> words = new ArrayList<>();
        recount(false, true, (person, found) -> words.addAll(found));

        // Then
        assertThat(words).anyMatch(word -> word.startsWith(beginning));
    }

    private static Arguments planted(
            String beginning, Function<Profile, SpecificRecord> part, String field, Object value) {
        return Arguments.of(beginning, part, field, value);
    }

    private Recount.Outcome recount(boolean isTakenOut, boolean isTombstoneSettled, List<String> differing) {
        return recount(isTakenOut, isTombstoneSettled, (person, found) -> differing.add(person));
    }

    private Recount.Outcome recount(
            boolean isTakenOut, boolean isTombstoneSettled, BiConsumer<String, List<String>> differing) {
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
            return recount.compare(1e-6, null, person -> true, differing);
        }
    }
}
