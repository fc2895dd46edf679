package io.kuajie.campaign.app.rest;

import io.kuajie.edge.Problem;
import org.jspecify.annotations.Nullable;

/** The rule that a request has a body. */
final class Bodies {
    private Bodies() {}

    static <T> T require(@Nullable T body) {
        if (body == null) {
            throw Problem.of(400, "The request has no body; send a JSON object.")
                    .toException();
        }
        return body;
    }
}
