package io.kuajie.campaign.app.rest;

import io.kuajie.campaign.domain.campaign.Fault;
import io.kuajie.edge.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;

/** The refusals that more than one request knows. */
final class Refusals {
    private Refusals() {}

    /** Also for campaigns of others, so that nobody learns which exist. */
    static WebApplicationException noSuchCampaign() {
        return Problem.of(404, "There is no such campaign among those this key may see.")
                .toException();
    }

    static WebApplicationException invalid(List<Fault> faults) {
        return Problem.of(
                        400,
                        "The campaign has fields that can't be taken.",
                        faults.stream()
                                .map(fault -> new Problem.FieldError(fault.field(), fault.reason()))
                                .toList())
                .toException();
    }

    static WebApplicationException invalid(String field, String reason) {
        return invalid(List.of(new Fault(field, reason)));
    }
}
