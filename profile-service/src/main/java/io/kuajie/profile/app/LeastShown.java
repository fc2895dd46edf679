package io.kuajie.profile.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.cluster.Disclosure;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Of how many people a figure must be before a partner is shown it. */
@Startup
@Singleton
class LeastShown {
    private final int toPartners;

    LeastShown(ProfileSettings settings) {
        toPartners = settings.profile().leastShown();
        if (toPartners < 1) {
            throw new IllegalArgumentException(
                    "kuajie.profile.least-shown (%d) must be at least 1, which shows partners every figure."
                            .formatted(toPartners));
        }
    }

    int toPartners() {
        return toPartners;
    }

    /** 0 for operators. */
    long to(KeyRing.Caller caller) {
        return caller.partner() == null ? 0 : toPartners;
    }

    Disclosure of(Clusters clusters, KeyRing.Caller caller) {
        return new Disclosure(clusters, to(caller));
    }
}
