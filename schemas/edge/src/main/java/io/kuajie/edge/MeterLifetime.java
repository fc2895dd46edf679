package io.kuajie.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends the service's meters with the service. The registry lasts as long as the process; where a service is started again in one, its
 * gauges would go on telling what the former one knew.
 */
@ApplicationScoped
class MeterLifetime {
    private static final int LAST = Integer.MAX_VALUE;

    void end(@Observes @Priority(LAST) ShutdownEvent event, MeterRegistry meters) {
        meters.clear();
    }
}
