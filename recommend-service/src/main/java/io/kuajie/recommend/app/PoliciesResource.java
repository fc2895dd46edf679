package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Problem.FieldError;
import io.kuajie.edge.Role;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.feedback.Outcome;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.offers.Margins;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.offpolicy.OffPolicy;
import io.kuajie.recommend.domain.offpolicy.OffPolicy.Estimate;
import io.kuajie.recommend.domain.offpolicy.Reward;
import io.kuajie.recommend.domain.offpolicy.ServedPolicies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the explored places of served lists would have earned, filled in other ways. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Tag(name = "Policies")
public class PoliciesResource {
    private static final int MOST_LISTS = 50_000;
    private static final long SEED = 1;
    private static final String CLICKS = "clicks";

    /** Estimates with intervals of 95 %, of value in minor units. @param logged what was earned */
    public record Report(
            int lists, Instant from, Instant until, String reward, Estimate logged, List<Judged> policies) {}

    /** @param effectiveLists how many lists of the policy's own the log is worth */
    public record Judged(String policy, Estimate ips, Estimate snips, Estimate doublyRobust, double effectiveLists) {}

    private final Feedback feedback;
    private final Items items;
    private final Margins margins;
    private final Offers offers;

    PoliciesResource(Feedback feedback, Items items, Margins margins, Offers offers) {
        this.feedback = feedback;
        this.items = items;
        this.margins = margins;
        this.offers = offers;
    }

    @GET
    @Operation(summary = "What the explored places of served lists would have earned, filled in other ways")
    public Report judge(
            @RestQuery @Nullable String reward,
            @RestQuery @Nullable String among,
            @RestQuery @Nullable String surface) {
        String name = Objects.requireNonNullElse(reward, CLICKS);
        Reward wanted = reward(name);
        boolean isShownOnly = isShownOnly(among);
        List<Outcome> explored = feedback.outcomes().stream()
                .filter(outcome -> outcome.list().exploredPlace() >= 0)
                .filter(outcome -> !isShownOnly || outcome.isShown())
                .filter(outcome -> surface == null || outcome.list().surface().equals(surface))
                .toList();
        if (explored.isEmpty()) {
            throw Problem.of(
                            404,
                            "None of the lists kept was explored; set kuajie.recommend.explore.share, and ask again once"
                                    + " lists were served.")
                    .toException();
        }
        List<Outcome> latest = explored.subList(Math.max(0, explored.size() - MOST_LISTS), explored.size());
        ServedPolicies found = ServedPolicies.judge(latest, wanted, SEED);
        return new Report(
                found.lists(),
                latest.getFirst().list().at(),
                latest.getLast().list().at(),
                name,
                found.logged(),
                found.offPolicyByFilling().entrySet().stream()
                        .map(entry -> judged(entry.getKey().wireName(), entry.getValue()))
                        .toList());
    }

    private static Judged judged(String policy, OffPolicy found) {
        return new Judged(policy, found.ips(), found.snips(), found.doublyRobust(), found.effectiveSize());
    }

    private Reward reward(String name) {
        return switch (name) {
            case CLICKS -> Reward.CLICKS;
            case "orders" -> Reward.ORDERS;
            case "value" -> Reward.value(items, margins, offers);
            default -> throw field("reward", name, "clicks, orders or value");
        };
    }

    private static boolean isShownOnly(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "served" -> false;
            case "shown" -> true;
            default -> throw field("among", text, "served or shown");
        };
    }

    private static RuntimeException field(String name, String value, String allowed) {
        String reason = "is '%s' and must be %s".formatted(value, allowed);
        return Problem.of(400, "The parameter %s %s.".formatted(name, reason), List.of(new FieldError(name, reason)))
                .toException();
    }
}
