package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafEvents;
import io.kuajie.profile.domain.leaf.LeafState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonStateTest {
    private static final LeafKey PERSON = LeafKey.parse("academy:host");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void merge_messagesShuffledAndRepeated_givesTheSamePortrait(long seed) {
        // Given
        List<Membership> told = messages(seed);
        PersonState inOrder = new PersonState(PERSON);
        told.forEach(inOrder::merge);
        List<Membership> shuffled = new ArrayList<>(told);
        shuffled.addAll(told.subList(0, told.size() / 2));
        Collections.shuffle(shuffled, new Random(seed));
        // What holds in the end is always told last at least once.
        shuffled.addAll(told.subList(told.size() - 3, told.size()));

        // When
        PersonState other = new PersonState(PERSON);
        shuffled.forEach(other::merge);

        // Then
        assertThat(PersonState.decode(PERSON, other.encode()).portrait()).isEqualTo(inOrder.portrait());
        assertThat(other.version()).isEqualTo(inOrder.version());
    }

    @Test
    void join_olderWords_changeNothing() {
        LeafKey leaf = LeafKey.parse("blossom:q");
        byte[] state = LeafCodec.encode(new LeafState(HalfLife.ofDays(30)));
        Membership belongs = Membership.belonging(leaf, 2, 9, state);
        Membership left = Membership.left(leaf, 3, 9);

        assertThat(belongs.join(Membership.belonging(leaf, 1, 4, state)).applied())
                .isEqualTo(9);
        assertThat(belongs.join(Membership.left(leaf, 1, 4)).belongs()).isTrue();
        assertThat(left.join(belongs).belongs()).isFalse();
        assertThat(left.join(Membership.belonging(leaf, 4, 7, state)).belongs()).isTrue();
    }

    /** Three leaves; the second leaves and comes back, the third leaves for good. */
    private static List<Membership> messages(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Membership> told = new ArrayList<>();
        List<LeafKey> leaves =
                List.of(LeafKey.parse("academy:p"), LeafKey.parse("blossom:q"), LeafKey.parse("blossom:r"));
        List<Membership> last = new ArrayList<>();
        for (LeafKey leaf : leaves) {
            LeafState state = new LeafState(HalfLife.ofDays(30));
            for (int i = 0; i < 5; i++) {
                state.apply(LeafEvents.random(random, leaf.partner(), 0, i));
                told.add(Membership.belonging(leaf, 1, state.applied(), LeafCodec.encode(state)));
            }
            told.add(Membership.left(leaf, 2, state.applied()));
            boolean isGone = leaf.pseudonym().equals("r");
            last.add(
                    isGone
                            ? Membership.left(leaf, 3, state.applied())
                            : Membership.belonging(leaf, 3, state.applied(), LeafCodec.encode(state)));
        }
        told.addAll(last);
        return told;
    }
}
