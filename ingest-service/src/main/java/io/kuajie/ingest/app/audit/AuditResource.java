package io.kuajie.ingest.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.audit.Subject;
import io.kuajie.kernel.PersonKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who saw and did what, for operators. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@RunOnVirtualThread
@Tag(name = "Audit")
public class AuditResource {
    private static final int MOST_LISTED = 500;

    /** Some accesses, the latest first. @param next cursor of those before them; absent at the beginning */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<AccessView> accesses, @Nullable String next) {}

    private final AccessLog log;

    AuditResource(AccessLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            summary = "Accesses of the last 180 days, the latest first",
            description =
                    "A call looks at a bounded number of records, so a page may have few that match, or none, and a 'next' all the same.")
    public Page list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("100")
                    String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("service") @Nullable String service,
            @QueryParam("caller") @Nullable String caller,
            @Parameter(description = "A person's key, as in /v1/profiles/{person}") @QueryParam("person") @Nullable
                    String person) {
        int most = number("limit", limit, 1, MOST_LISTED);
        long before = cursor == null ? Long.MAX_VALUE : position(cursor);
        String subject = person == null ? null : Subject.of(new PersonKey(person).value());
        return log.before(before, new AccessLog.Query(told("service", service), told("caller", caller), subject), most);
    }

    /** Read as text, because JAX-RS would answer 404 to a number that is none. */
    private static int number(String name, String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Problem.of(400, "The %s must be a number from %d to %d.".formatted(name, least, most))
                    .toException();
        }
        return Integer.parseInt(text);
    }

    private static long position(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw Problem.of(400, "The cursor is not one that a page gave as 'next'; start without one.")
                    .toException();
        }
        return Long.parseLong(cursor);
    }

    private static @Nullable String told(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw Problem.of(400, "The %s must not be blank; leave it out for all.".formatted(name))
                    .toException();
        }
        return value;
    }
}
