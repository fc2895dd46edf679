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
import io.kuajie.kernel.Trait;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeafCodecTest {
    private static final PartnerId PARTNER = new PartnerId("blossom");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LAYOUT_TWO =
            "028088b2a00201d42d000780a0d5edee66000306626561757479046861697207626c6f73736f6d00010001000100013ff0000000000100500102017800013ff000000000000000000100";

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

    /** Bytes as layout 1 wrote them: a state with one browse and one purchase. */
    @Test
    void decode_layoutOne_keepsAllItHad_andIsWrittenAsTheNext() {
        // Given
        byte[] old = layoutOne();

        // When
        LeafState state = LeafCodec.decode(old);
        LeafState again = LeafCodec.decode(LeafCodec.encode(state));

        // Then
        assertThat(LeafCodec.encode(state)[0]).isEqualTo((byte) 2);
        for (LeafState read : java.util.List.of(state, again)) {
            assertThat(read.countByAction()).isEqualTo(Map.of("browse", 1L, "buy", 1L));
            assertThat(read.spendByCurrency()).isEqualTo(Map.of("CNY", 12_900L));
            assertThat(read.massByDimension()).isEqualTo(Map.of(new DimensionKey("buy", "beauty", "hair"), 9.5));
            assertThat(read.applied()).isEqualTo(41);
            assertThat(read.traceByItem()).hasSize(1);
        }
        assertThat(again.apply(
                        LeafEvents.browse(42, again.lastAt(), "hair", new io.kuajie.kernel.ItemKey(PARTNER, "x"))))
                .isTrue();
    }

    /** What layout 2 wrote is read, and written again as it was, until somebody declares something. */
    @Test
    void decode_layoutTwo_keepsAllItHad_andGrowsByDeclarationsAlone() {
        // Given: layout 2 of one browse, as the version before declarations wrote it.
        byte[] old = HexFormat.of().parseHex(LAYOUT_TWO);

        // When
        LeafState state = LeafCodec.decode(old);
        byte[] again = LeafCodec.encode(state);
        state.apply(LeafEvents.identify(8, state.lastAt().plusSeconds(1), Map.of(Trait.REGION, "CN-GD")));
        LeafState declaring = LeafCodec.decode(LeafCodec.encode(state));

        // Then
        assertThat(again).isEqualTo(old);
        assertThat(declaring.countByAction()).isEqualTo(Map.of("browse", 1L, "identify", 1L));
        assertThat(declaring.massByDimension()).containsOnlyKeys(new DimensionKey("browse", "beauty", "hair"));
        assertThat(declaring.declared().latest())
                .isEqualTo(Map.of(
                        Trait.REGION,
                        new Declarations.Word("CN-GD", START.plusSeconds(1).toEpochMilli())));
    }

    private static byte[] layoutOne() {
        long day = java.time.Duration.ofDays(1).toMillis();
        var out = new io.kuajie.profile.domain.binary.BinaryWriter();
        out.byteValue(1).count(7 * day).count(2);
        out.signed(2900)
                .count(0)
                .count(41)
                .signed(2900 * 7 * day + 5)
                .count(60_000)
                .text("beauty");
        out.count(6)
                .text("browse")
                .text("buy")
                .text("CNY")
                .text("beauty")
                .text("hair")
                .text("blossom");
        out.count(2).count(0).signed(1).count(1).signed(1);
        out.count(1).count(2).signed(12_900);
        out.count(1).count(1).count(3).count(4).number(9.5);
        out.count(1)
                .count(5)
                .text("shampoo")
                .count(3)
                .count(4)
                .number(8)
                .count(1)
                .signed(1000)
                .count(10);
        return out.toBytes();
    }
}
