package io.kuajie.recommend.domain.people;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.Action;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.Town;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {
    private final Town town = new Town(true);
    private final Packing packing = new Packing();

    @Test
    void unpack_anyPerson_isAsItWasPacked() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Person person = town.compactor.compact(portrait(new SplittableRandom(seed)));

            // When
            Person unpacked = packing.unpack(packing.pack(person));

            // Then
            assertThat(unpacked).usingRecursiveComparison().isEqualTo(person);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "0123456789012345678901",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "____________________-w",
                "____________________-x",
                "二十二个字的假名二十二个字的假名二十二个字的",
                "with space and more   ."
            })
    void unpack_pseudonymOfAnyForm_isTheSame(String pseudonym) {
        // Given
        LeafKey key = new LeafKey(ACADEMY, pseudonym);
        Portrait portrait = new Portrait(
                PersonKey.of(new LeafKey(BLOSSOM, pseudonym)),
                List.of(new Leaf(key, Town.COURSE, null)),
                List.of(),
                List.of(),
                "",
                Map.of());

        // When
        Person unpacked = packing.unpack(packing.pack(town.compactor.compact(portrait)));

        // Then
        assertThat(unpacked.leaves()).containsExactly(new Leaf(key, Town.COURSE, null));
        assertThat(unpacked.key()).isEqualTo(portrait.key());
    }

    private static Portrait portrait(SplittableRandom random) {
        List<Leaf> leaves = new ArrayList<>();
        List<Deed> deeds = new ArrayList<>();
        List<Taste> tastes = new ArrayList<>();
        for (int side = 0; side < 1 + random.nextInt(2); side++) {
            LeafKey key = new LeafKey(side == 0 ? ACADEMY : BLOSSOM, pseudonym(random));
            SourcePosition position = random.nextBoolean() ? null : new SourcePosition(side, random.nextLong() >>> 1);
            leaves.add(new Leaf(key, Town.domainOf(key.partner()), position));
            for (int n = 0; n < random.nextInt(40); n++) {
                deeds.add(deed(key, side, random));
            }
            tastes.add(new Taste(Town.domainOf(key.partner()), "k" + random.nextInt(300), random.nextDouble(9)));
        }
        PersonKey name = PersonKey.of(
                random.nextInt(4) == 0
                        ? new LeafKey(BLOSSOM, "former")
                        : leaves.getLast().key());
        Map<String, Long> counts = Map.of("buy", random.nextLong() >>> 1, "a-partner's own", 1L);
        return new Portrait(name, leaves, deeds, tastes, random.nextBoolean() ? "" : "c1", counts);
    }

    private static Deed deed(LeafKey leaf, int side, SplittableRandom random) {
        return new Deed(
                new ItemKey(leaf.partner(), Integer.toString(random.nextInt(100_000))),
                side,
                Town.domainOf(leaf.partner()),
                "k" + random.nextInt(300),
                random.nextDouble(-1, 30),
                random.nextBoolean() ? Action.BUY : new Action("own-" + random.nextInt(5)),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? 0 : random.nextInt(1, Integer.MAX_VALUE));
    }

    private static String pseudonym(SplittableRandom random) {
        byte[] bytes = new byte[Pseudonyms.BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
