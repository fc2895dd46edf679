package io.kuajie.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every refusal leaves as a {@link Problem}, whatever raised it. */
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        String detail = e.getMessage() == null ? "" : e.getMessage();
        Response problem = Problem.of(response.getStatus(), detail).toResponse();
        Response.ResponseBuilder builder = Response.fromResponse(problem);
        response.getHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = 1)
    public Response unauthenticated(SecurityException e) {
        return keyless();
    }

    Response keyless() {
        return Response.fromResponse(Problem.of(
                                401,
                                "Send a valid key: 'Authorization: Bearer KEY', or Basic with the key as user name; or a token of the configured issuer.")
                        .toResponse())
                .header("WWW-Authenticate", "Basic realm=\"kuajie\", charset=\"UTF-8\"")
                .build();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = 1)
    public Response forbidden(ForbiddenException e) {
        return Problem.of(
                        403,
                        "This key is valid but not for this endpoint; writer, storefront and operator keys differ.")
                .toResponse();
    }

    @ServerExceptionMapper(
            // The second has a mapper of the framework's own, which answers without a body.
            value = {JsonProcessingException.class, MismatchedInputException.class},
            priority = 1)
    public Response unreadable(JsonProcessingException e) {
        var location = e.getLocation();
        String where = location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            return Problem.of(
                            400,
                            "The body has a field of the wrong form" + where + ".",
                            List.of(new Problem.FieldError(field, "can't be read as what this field holds")))
                    .toResponse();
        }
        return Problem.of(400, "The body is not valid JSON" + where + ".").toResponse();
    }

    @ServerExceptionMapper(value = IllegalArgumentException.class, priority = 1)
    public Response invalid(IllegalArgumentException e) {
        return Problem.of(400, e.getMessage() == null ? "A value is not valid." : e.getMessage())
                .toResponse();
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        LOG.error("Unexpected failure of a request", e);
        return Problem.of(500, "An error of ours; it is in the log.").toResponse();
    }
}
