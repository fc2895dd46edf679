package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuajie.edge.KeyRing.Caller;
import io.kuajie.edge.Role;
import io.kuajie.testkit.TestKeys;
import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
    private static final Caller ONE = caller("key:one");
    private static final Caller OTHER = caller("key:other");

    private long now = 1_000;
    private final RequestLimits limits = new RequestLimits(10, 20, () -> now);

    @Test
    void key_thatAsksMoreThanItsBurst_isRefusedUntilTimeHasPassed() {
        // Given
        for (int request = 0; request < 20; request++) {
            assertThat(limits.take(ONE, 1)).isTrue();
        }
        assertThat(limits.take(ONE, 1)).isFalse();
        // When
        now += 100_000_000;
        // Then
        assertThat(limits.take(ONE, 1)).isTrue();
        assertThat(limits.take(ONE, 1)).isFalse();
    }

    @Test
    void key_thatIsRefused_leavesOthersAlone() {
        // When
        while (limits.take(ONE, 1)) {
            now++;
        }
        // Then
        assertThat(limits.take(OTHER, 1)).isTrue();
    }

    @Test
    void signature_countsForSomeRequests() {
        assertThat(limits.take(ONE, RequestLimits.SIGNATURE)).isTrue();
        assertThat(limits.take(ONE, RequestLimits.SIGNATURE)).isTrue();
        assertThat(limits.take(ONE, 1)).isFalse();
    }

    @Test
    void refusal_saysWhenToAskAgain() {
        // Given
        RequestLimits slow = new RequestLimits(0.25, 1, () -> now);
        slow.require(ONE, 1);
        // Then
        assertThatThrownBy(() -> slow.require(ONE, 1))
                .asInstanceOf(InstanceOfAssertFactories.type(WebApplicationException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.getResponse().getStatus()).isEqualTo(429);
                    assertThat(refusal.getResponse().getHeaderString("Retry-After"))
                            .isEqualTo("4");
                });
    }

    @Test
    void zero_isNoLimit() {
        // Given
        RequestLimits none = new RequestLimits(0, 1, () -> now);
        // Then
        for (int request = 0; request < 100_000; request++) {
            assertThat(none.take(ONE, 1)).isTrue();
        }
    }

    @Test
    void names_beyondAllThatThereCanBe_takeNoMemory() {
        for (int name = 0; name < 50_000; name++) {
            assertThat(limits.take(caller("token:" + name), 1)).isTrue();
        }
    }

    private static Caller caller(String name) {
        return new Caller(Role.STOREFRONT, TestKeys.ACADEMY, TestKeys.COURSE, Set.of(), name);
    }
}
