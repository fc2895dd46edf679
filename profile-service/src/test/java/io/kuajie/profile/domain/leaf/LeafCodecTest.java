package io.kuajie.profile.domain.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeafCodecTest {
    private static final PartnerId PARTNER = new PartnerId("blossom");

    @Test
    void decode_encodedStates_givesTheSameBytesAgain() {
        SplittableRandom random = new SplittableRandom(5);
        LeafState state = new LeafState(HalfLife.ofDays(7));

        for (int i = 0; i < 400; i++) {
            byte[] bytes = LeafCodec.encode(state);
            assertThat(LeafCodec.encode(LeafCodec.decode(bytes))).isEqualTo(bytes);
            state.apply(LeafEvents.random(random, PARTNER, 2, i));
        }
    }

    @Test
    void decode_cutOrForeignBytes_isRefused() {
        // Given
        LeafState state = new LeafState(HalfLife.ofDays(7));
        state.apply(LeafEvents.random(new SplittableRandom(1), PARTNER, 2, 7));
        byte[] bytes = LeafCodec.encode(state);

        // When, Then
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> LeafCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        bytes[0] = 9;
        assertThatThrownBy(() -> LeafCodec.decode(bytes)).hasMessageContaining("layout 9");
    }

    @Test
    void encode_sixtyFourDimensions_takesLessThanAKilobyte() {
        LeafState state = new LeafState(HalfLife.ofDays(30));

        for (int i = 0; i < LeafState.MOST_ITEMS; i++) {
            state.apply(new LeafEvent(
                    new SourcePosition(0, 1_000_000 + i),
                    Instant.parse("2026-05-01T00:00:00Z").plusSeconds(i),
                    i % 2 == 0 ? Action.BROWSE : Action.BUY,
                    new Domain("beauty"),
                    "cat-" + i / 4 * 4 + i % 4 / 2,
                    null,
                    1,
                    1,
                    null));
        }

        assertThat(state.massByDimension()).hasSizeBetween(60, 64);
        assertThat(LeafCodec.encode(state).length).isLessThan(1024);
    }

    @Test
    void link_afterWords_remembersWhatItLeft() {
        // Given
        LeafKey leaf = LeafKey.parse("blossom:b");
        PersonKey first = new PersonKey("academy:a1");
        PersonKey second = new PersonKey("academy:a2");

        // When
        LeafLink link = LeafLink.none(leaf)
                .after(leaf, first, 1)
                .after(leaf, second, 2)
                .after(leaf, null, 3)
                .after(leaf, first, 2);

        // Then
        assertThat(link).isEqualTo(new LeafLink(PersonKey.of(leaf), 3, java.util.List.of(first, second)));
        assertThat(LeafLink.decode(link.encode())).isEqualTo(link);
    }
}
