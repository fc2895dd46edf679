package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GenerationTest {
    @Test
    void names_ofTheFirst_areThoseWithoutANumber() {
        Generation first = new Generation("shop-", 1);

        assertThat(first.applicationId()).isEqualTo("shop-profile");
        assertThat(first.changeLog()).isEqualTo("shop-profile-people-changelog");
    }

    @Test
    void names_ofALaterOne_carryItsNumber() {
        Generation second = new Generation("shop-", 2);

        assertThat(second.applicationId()).isEqualTo("shop-profile-g2");
        assertThat(second.snapshots()).isEqualTo("shop-profile-g2-leaf-snapshots-repartition");
        assertThat(second.before()).isEqualTo(new Generation("shop-", 1));
    }

    @Test
    void ofChangeLog_ofTopics_knowsThoseOfLaterGenerations() {
        Generation first = new Generation("shop-", 1);

        assertThat(first.ofChangeLog("shop-profile-g12-people-changelog")).contains(new Generation("shop-", 12));
        assertThat(first.ofChangeLog("shop-profile-people-changelog")).isEmpty();
        assertThat(first.ofChangeLog("other-profile-g2-people-changelog")).isEmpty();
    }

    @Test
    void number_belowOne_isRefusedWithAdvice() {
        assertThatThrownBy(() -> new Generation("", 0)).hasMessageContaining("kuajie.streams.generation (0)");
    }
}
