package io.kuajie.ingest.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.events.AuditedAccess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access as the interface shows it, with the fields of {@link AuditedAccess}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessView(
        Instant at,
        String service,
        @Nullable String caller,
        @Nullable String role,
        @Nullable String partner,
        String method,
        String route,
        int status,
        @Nullable String subject,
        @Nullable String target) {
    static AccessView of(AuditedAccess access) {
        return new AccessView(
                access.getAt(),
                access.getService(),
                access.getCaller(),
                access.getRole(),
                access.getPartner(),
                access.getMethod(),
                access.getRoute(),
                access.getStatus(),
                access.getSubject(),
                access.getTarget());
    }
}
