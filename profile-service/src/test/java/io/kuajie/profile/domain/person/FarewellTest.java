package io.kuajie.profile.domain.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.leaf.LeafLink;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final LeafKey ANNA = LeafKey.parse("academy:anna");
    private static final LeafKey BELLA = LeafKey.parse("blossom:bella");
    private static final LeafKey CORA = LeafKey.parse("blossom:cora");
    private static final Instant DEMAND = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void forgetAll_ofALinkedAndVisitedLeaf_keepsWhomToTellThroughTheStore() {
        // Given
        PersonState bella = new PersonState(BELLA);
        bella.keepLink(LeafLink.none(BELLA).after(BELLA, PersonKey.of(CORA), 1).after(BELLA, PersonKey.of(ANNA), 2));
        bella.merge(Membership.left(CORA, 7, 3));
        bella.segments().change("buyers");

        // When
        bella.forgetAll();
        PersonState stored = PersonState.decode(BELLA, bella.encode());

        // Then
        assertThat(stored.isBlank()).isTrue();
        assertThat(stored.isFreeOf(DEMAND)).isFalse();
        assertThat(stored.farewell().segments()).containsExactly("buyers");
        assertThat(stored.farewell().partings())
                .containsExactlyInAnyOrder(
                        new Farewell.Parting(BELLA, PersonKey.of(ANNA), 2),
                        new Farewell.Parting(BELLA, PersonKey.of(CORA), 2),
                        new Farewell.Parting(CORA, PersonKey.of(BELLA), 7));
        stored.endFarewell();
        assertThat(stored.isEmpty()).isTrue();
    }

    @Test
    void parting_fromThePerson_sendsTheLeafHomeAndRemembersWhomToTell() {
        PersonState bella = linkedTo(ANNA, 2);

        bella.part(new Farewell.Parting(BELLA, PersonKey.of(ANNA), 2));

        assertThat(bella.isHome()).isTrue();
        assertThat(bella.left(person -> true)).containsExactly(PersonKey.of(ANNA));
    }

    @Test
    void parting_olderThanTheBond_changesNothing() {
        // Given
        PersonState bella = linkedTo(ANNA, 3);
        bella.merge(Membership.belonging(CORA, 5, -1, new byte[0]));

        // When
        bella.part(new Farewell.Parting(BELLA, PersonKey.of(ANNA), 2));
        bella.part(new Farewell.Parting(CORA, PersonKey.of(BELLA), 4));

        // Then
        assertThat(bella.isHome()).isFalse();
        assertThat(bella.visitors()).extracting(Membership::leaf).containsExactly(CORA);
    }

    private static PersonState linkedTo(LeafKey person, long version) {
        PersonState bella = new PersonState(BELLA);
        bella.keepLink(LeafLink.none(BELLA).after(BELLA, PersonKey.of(person), version));
        return bella;
    }
}
