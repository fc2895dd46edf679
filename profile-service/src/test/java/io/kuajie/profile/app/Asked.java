package io.kuajie.profile.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;

/** What came of many questions for one person each. @param refused by 503 with Retry-After */
record Asked(AtomicLong answered, AtomicLong stale, AtomicLong refused, AtomicLong others) {
    /** Tells that a copy had a part in the answer. */
    static final String STALE = "Kuajie-Stale";

    private static final int FEWEST = 20;

    static Asked nothing() {
        return new Asked(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    void count(HttpResponse<String> reply) {
        int status = reply.statusCode();
        // Links move people while they are asked for, so some are gone.
        AtomicLong kind = status == 200 || status == 404
                ? answered
                : status == 503 && reply.headers().firstValue("Retry-After").isPresent() ? refused : others;
        kind.incrementAndGet();
        stale.addAndGet(reply.headers().firstValue(STALE).isPresent() ? 1 : 0);
    }

    /** Copies were up to date before the change; only somebody new may be unknown to one that lacks the latest changes. */
    void assertAnswered() {
        assertThat(others).hasValue(0);
        assertThat(answered).hasValueGreaterThan(FEWEST);
        assertThat(refused.get()).isLessThan(FEWEST + answered.get() / 10);
    }
}
