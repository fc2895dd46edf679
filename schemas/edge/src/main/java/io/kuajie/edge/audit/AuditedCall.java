package io.kuajie.edge.audit;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an audit has to know of the method that answers a call. @param route the address as a template */
record AuditedCall(String route, Kind kind) {
    /** Whose calls are recorded besides those of operators. */
    enum Kind {
        /** Everybody's: the privacy API. */
        PRIVACY,
        /** Those that are refused: what is for operators alone, and what shows people. */
        GUARDED,
        /** Nobody's. */
        OPEN
    }

    private static final Set<String> PRIVACY_SCOPES = Set.of(Scope.PRIVACY, Scope.CONSENTS);
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    static AuditedCall of(Class<?> resource, Method method) {
        return new AuditedCall(routeOf(resource, method), kindOf(resource, method));
    }

    /** @param caller null where nobody known asked */
    static boolean isRecorded(Kind kind, KeyRing.@Nullable Caller caller, int status) {
        return (caller != null && caller.role().equals(Role.ADMIN))
                || kind == Kind.PRIVACY
                || (kind == Kind.GUARDED && isRefusal(status));
    }

    static boolean isRefusal(int status) {
        return REFUSALS.contains(status);
    }

    private static Kind kindOf(Class<?> resource, Method method) {
        Scope scope = resource.getAnnotation(Scope.class);
        if (scope != null && PRIVACY_SCOPES.contains(scope.value())) {
            return Kind.PRIVACY;
        }
        RolesAllowed allowed = Optional.ofNullable(method.getAnnotation(RolesAllowed.class))
                .orElseGet(() -> resource.getAnnotation(RolesAllowed.class));
        boolean isForOperators = allowed != null && Set.of(allowed.value()).equals(Set.of(Role.ADMIN));
        boolean showsPeople = scope != null && scope.value().equals(Scope.PROFILES);
        return isForOperators || showsPeople ? Kind.GUARDED : Kind.OPEN;
    }

    private static String routeOf(Class<?> resource, Method method) {
        return ("/" + path(resource.getAnnotation(Path.class)) + "/" + path(method.getAnnotation(Path.class)))
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : path.value();
    }
}
