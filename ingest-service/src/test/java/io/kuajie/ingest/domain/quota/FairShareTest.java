package io.kuajie.ingest.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.PartnerId;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final PartnerId LOUD = new PartnerId("academy");
    private static final PartnerId QUIET = new PartnerId("blossom");

    private final FairShare share = new FairShare(100);

    @Test
    void enter_beyondTheShare_isRefusedAndOthersAreLetIn() {
        // Given
        share.enter(LOUD, 60);
        // When
        boolean more = share.enter(LOUD, 60);
        // Then
        assertThat(more).isFalse();
        assertThat(share.enter(LOUD, 40)).isTrue();
        assertThat(share.enter(QUIET, 100)).isTrue();
    }

    @Test
    void enter_afterLeaving_isLetInAgain() {
        // Given
        share.enter(LOUD, 100);
        // When
        share.leave(LOUD, 50);
        // Then
        assertThat(share.enter(LOUD, 50)).isTrue();
        assertThat(share.enter(LOUD, 1)).isFalse();
    }

    @Test
    void enter_moreThanTheShareAtOnce_passesAlone() {
        assertThat(share.enter(LOUD, 250)).isTrue();
        assertThat(share.enter(LOUD, 1)).isFalse();
    }
}
