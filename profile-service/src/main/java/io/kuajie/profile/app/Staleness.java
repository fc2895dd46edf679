package io.kuajie.profile.app;

import jakarta.enterprise.context.RequestScoped;
import java.util.OptionalLong;

/** How stale what one request was answered with may be: as stale as the stalest part of it. */
@RequestScoped
class Staleness {
    /** In a reply that a copy had a part in: how many changes it may have lacked. */
    static final String HEADER = "Kuajie-Stale";

    private OptionalLong behind = OptionalLong.empty();

    /** Notes where an answer is from, and gives what it says. */
    <T> T noted(Answer<T> answer) {
        if (!answer.isOfOwner()) {
            behind = OptionalLong.of(Math.max(behind.orElse(0), answer.behind().getAsLong()));
        }
        return answer.value();
    }

    OptionalLong behind() {
        return behind;
    }
}
