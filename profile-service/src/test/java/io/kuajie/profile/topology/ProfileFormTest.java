package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.Profile;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.LeafState;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.person.PersonState;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFormTest {
    private static final LeafKey SELF = LeafKey.parse("blossom:self");

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 400})
    void write_anyPortrait_isReadByAvroAsItIs(int events) {
        // Given
        SplittableRandom random = new SplittableRandom(events);
        LeafState own = new LeafState(HalfLife.ofDays(30));
        for (int i = 0; i < events; i++) {
            own.apply(LeafEvents.random(random, SELF.partner(), 2, i));
        }
        PersonState person = new PersonState(SELF);
        person.keepOwn(own);
        person.merge(Membership.belonging(LeafKey.parse("academy:quiet"), 3, -1, new byte[0]));
        Portrait portrait = person.portrait().orElseThrow();
        float[] vector = VectorLayout.vectorOf(portrait.dimensions());
        byte[] header = PlainAvro.header(Profile.getClassSchema());

        for (Optional<Clusters.Label> label : java.util.List.of(
                Optional.<Clusters.Label>empty(), Optional.of(new Clusters.Label("kmeans-1", "c3", 0.25)))) {
            // When
            byte[] written = new ProfileForm(() -> header, partner -> Optional.empty())
                    .write(portrait, vector, label, person.version());

            // Then
            var serde = PlainAvro.of(Profile.class);
            Profile read = serde.deserializer().deserialize("", written);
            assertThat(read.getLeaves()).hasSize(2);
            assertThat(read.getEvaluatedAt()).isEqualTo(portrait.evaluatedAt());
            assertThat(read.getCounts()).isEqualTo(portrait.countByAction());
            assertThat(read.getVector()).isEqualTo(VectorLayout.toBytes(vector));
            assertThat(read.getVersion()).isEqualTo(person.version());
            assertThat(read.getDimensions())
                    .extracting(dimension -> new Portrait.Dimension(
                            new DimensionKey(dimension.getAction(), dimension.getDomain(), dimension.getCategory()),
                            dimension.getMass()))
                    .isEqualTo(portrait.dimensions());
            assertThat(read.getItems())
                    .extracting(item -> new Portrait.Item(
                            ItemKey.parse(item.getItem()),
                            item.getLeaf(),
                            item.getDomain(),
                            item.getCategory(),
                            item.getMass(),
                            item.getStrongest(),
                            item.getOwned(),
                            item.getLastAt()))
                    .isEqualTo(portrait.items());
            // The order of a map's entries is not told; all else is, to the byte.
            assertThat(serde.serializer().serialize("", read)).hasSameSizeAs(written);
        }
    }
}
