package io.kuajie.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 has it, {@code application/problem+json}: what was wrong, and what to do about it.
 *
 * @param errors the fields at fault, where the refusal is about fields
 * @param traceId what records and logs of the request are found by, where it has such
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        @Nullable String traceId) {
    /** @param reason the value, the rule and advice */
    public record FieldError(String field, String reason) {}

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String detail) {
        return of(status, detail, List.of());
    }

    public static Problem of(int status, String detail, List<FieldError> errors) {
        Status known = Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, errors, null);
    }

    /** The same of a request of this trace. */
    public Problem in(String trace) {
        return new Problem(type, title, status, detail, errors, trace);
    }

    public Response toResponse() {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(this)
                .build();
    }

    /** A refusal that passes. @param seconds after which to ask again */
    public Response toResponse(long seconds) {
        return Response.fromResponse(toResponse())
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    /** This refusal as an exception to throw from a resource. */
    public WebApplicationException toException() {
        return new WebApplicationException(detail, toResponse());
    }
}
