package io.kuajie.edge.audit;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Role;
import io.kuajie.events.AuditedAccess;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Tells the {@link AuditTrail} of what operators ask, and everybody of the privacy API, when it is answered or refused. */
public class AuditFilter {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String PERSON = "person";

    private final SecurityIdentity identity;
    private final AuditTrail trail;
    private final Clock clock;
    private final String service;
    private final Map<Method, AuditedCall> callByMethod = new ConcurrentHashMap<>();

    public AuditFilter(
            SecurityIdentity identity,
            AuditTrail trail,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.identity = identity;
        this.trail = trail;
        this.clock = clock;
        this.service = service;
    }

    @ServerResponseFilter
    public void note(
            ContainerRequestContext request, ContainerResponseContext response, @Nullable ResourceInfo resource) {
        Method method = resource == null ? null : resource.getResourceMethod();
        if (resource == null || method == null) {
            return;
        }
        AuditedCall known = callByMethod.get(method);
        AuditedCall call = known != null
                ? known
                : callByMethod.computeIfAbsent(method, made -> AuditedCall.of(resource.getResourceClass(), made));
        int status = response.getStatus();
        // Who is nobody known has no identity, and to ask for it would be refused as the call was.
        KeyRing.Caller caller = status == UNAUTHORIZED ? null : identity.getAttribute(KeyAuthentication.CALLER);
        if (AuditedCall.isRecorded(call.kind(), caller, status)) {
            trail.note(access(request, call, caller, status), asker(caller, status));
        }
    }

    private static AuditTrail.Asker asker(KeyRing.@Nullable Caller caller, int status) {
        if (caller == null) {
            return AuditTrail.Asker.UNKNOWN;
        }
        return status == FORBIDDEN && !Role.ADMIN.equals(caller.role())
                ? AuditTrail.Asker.REFUSED
                : AuditTrail.Asker.TRUSTED;
    }

    private AuditedAccess access(
            ContainerRequestContext request, AuditedCall call, KeyRing.@Nullable Caller caller, int status) {
        MultivaluedMap<String, String> places = request.getUriInfo().getPathParameters();
        String person = places.getFirst(PERSON);
        return new AuditedAccess(
                clock.instant(),
                service,
                caller == null ? null : caller.name(),
                caller == null ? null : caller.role(),
                caller == null || caller.partner() == null
                        ? null
                        : caller.partner().value(),
                request.getMethod(),
                call.route(),
                status,
                person == null ? null : Subject.of(person),
                Target.of(places, status));
    }
}
