package io.kuajie.recommend.app;

import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.kuajie.recommend.domain.serving.Objective;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What of a domain fits somebody, or anybody, now. Lists wait for nothing, so they are made on the thread that reads the request. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.STOREFRONT, Role.WRITER, Role.ADMIN})
@Scope(Scope.RECOMMEND)
@Tag(name = "Recommendations")
public class RecommendationsResource {
    /** The storefront's own user id; in a header, so that it stays out of logged addresses. */
    static final String USER = "Kuajie-User";
    /** The storefront's id of somebody who is not logged in. */
    static final String ANONYMOUS = "Kuajie-Anonymous";

    private static final String LISTS = "/v1/recommendations";
    private static final String RANKS = "/v1/rank";

    /** Makes a list on this instance. */
    @FunctionalInterface
    private interface Answering {
        CompletionStage<RecommendationResponse> of(
                RecommendationRequest request, Storefront storefront, Duration within);
    }

    private final Desk desk;
    private final Visitors visitors;
    private final ShardPeers peers;
    private final CurrentVertxRequest current;
    private final RequestLimits limits;
    private final KeyRing keys;
    private final SecurityIdentity identity;

    RecommendationsResource(
            Desk desk,
            Visitors visitors,
            ShardPeers peers,
            CurrentVertxRequest current,
            RequestLimits limits,
            KeyRing keys,
            SecurityIdentity identity) {
        this.desk = desk;
        this.visitors = visitors;
        this.peers = peers;
        this.current = current;
        this.limits = limits;
        this.keys = keys;
        this.identity = identity;
    }

    @GET
    @Path("/recommendations")
    @Operation(summary = "Recommend items of a domain to the user named in the header Kuajie-User")
    public CompletionStage<RecommendationResponse> get(
            @HeaderParam(USER) @Nullable String user,
            @HeaderParam(ANONYMOUS) @Nullable String anonymousId,
            @HeaderParam(Visitors.HEADER) @Nullable String userToken,
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @RestQuery @Nullable String personalised,
            @RestQuery @Nullable String domain,
            @RestQuery @Nullable String partner,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String surface,
            @RestQuery @Nullable String item,
            @RestQuery @Nullable String pin,
            @RestQuery @Nullable String explain,
            @RestQuery @Nullable String locale,
            @RestQuery @Nullable String filter,
            @RestQuery @Nullable String objective) {
        RecommendationRequest request = RecommendationRequest.ofQuery(
                user,
                anonymousId,
                userToken,
                personalised,
                domain,
                partner,
                count,
                surface,
                item,
                pin,
                explain,
                locale,
                filter,
                objective);
        return personal(LISTS, request, storefront(asking, partner), desk::answer);
    }

    @POST
    @Path("/recommendations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Recommend items of a domain, with a filter, a boost, a basket and more")
    public CompletionStage<RecommendationResponse> post(
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @HeaderParam(Visitors.HEADER) @Nullable String userToken,
            @Nullable RecommendationRequest request) {
        if (request == null) {
            throw Problem.of(400, "The body is empty; send a JSON object with at least 'domain'.")
                    .toException();
        }
        return personal(LISTS, request.withToken(userToken), storefront(asking, request.partner()), desk::answer);
    }

    @POST
    @Path("/rank")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Put the request's items in the order that fits the user; those that may not be shown are left out")
    public CompletionStage<RecommendationResponse> rank(
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @HeaderParam(Visitors.HEADER) @Nullable String userToken,
            @Nullable RecommendationRequest request) {
        if (request == null) {
            throw Problem.of(400, "The body is empty; send a JSON object with 'items' and 'domain'.")
                    .toException();
        }
        return personal(RANKS, request.withToken(userToken), storefront(asking, request.partner()), desk::rank);
    }

    @GET
    @Path("/items/{id}/related")
    @Operation(summary = "What goes with an item, for anybody; of its own domain or of another")
    public CompletionStage<RecommendationResponse> related(
            @RestPath String id,
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @RestQuery @Nullable String domain,
            @RestQuery @Nullable String partner,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String locale) {
        Storefront storefront = storefront(asking, partner);
        String wanted = domain == null || domain.isBlank() ? desk.domainOf(id, storefront) : domain;
        return desk.answer(impersonal(wanted, partner, count, "related", id, locale), storefront);
    }

    @GET
    @Path("/popular")
    @Operation(summary = "What most people like in a domain")
    public CompletionStage<RecommendationResponse> popular(
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @RestQuery @Nullable String domain,
            @RestQuery @Nullable String partner,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String locale) {
        return desk.answer(impersonal(domain, partner, count, "popular", null, locale), storefront(asking, partner));
    }

    // It looks at every item, which is too long for a thread that others' requests come in by.
    @Blocking
    @GET
    @Path("/trending")
    @Operation(summary = "What is liked more lately than usual in a domain; then what is popular")
    public CompletionStage<RecommendationResponse> trending(
            @HeaderParam(Storefront.HEADER) @Nullable String asking,
            @RestQuery @Nullable String domain,
            @RestQuery @Nullable String partner,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String locale) {
        return desk.trending(impersonal(domain, partner, count, "trending", null, locale), storefront(asking, partner));
    }

    /** A signature is checked on another thread than the one that others' requests come in by. */
    private CompletionStage<RecommendationResponse> personal(
            String path, RecommendationRequest request, Storefront storefront, Answering answering) {
        Origin origin = Origin.of(current.getCurrent().request());
        Supplier<CompletionStage<RecommendationResponse>> answer = () ->
                peers.answer(path, request, storefront, origin, within -> answering.of(request, storefront, within));
        if (visitors.isKnown(request, storefront)) {
            return answer.get();
        }
        limits.require(identity.getAttribute(KeyAuthentication.CALLER), RequestLimits.SIGNATURE);
        return CompletableFuture.supplyAsync(answer, Infrastructure.getDefaultExecutor())
                .thenCompose(Function.identity());
    }

    private Storefront storefront(@Nullable String asking, @Nullable String partner) {
        return Storefront.of(identity.getAttribute(KeyAuthentication.CALLER), keys, asking, partner);
    }

    /** What such a list is of goes before what it earns. */
    private static RecommendationRequest impersonal(
            @Nullable String domain,
            @Nullable String partner,
            @Nullable String count,
            String surface,
            @Nullable String item,
            @Nullable String locale) {
        return new RecommendationRequest(
                null,
                null,
                null,
                null,
                domain,
                partner,
                QueryValues.count(count),
                surface,
                Replies.optional(item),
                null,
                null,
                null,
                Objective.CLICKS.wireName(),
                null,
                null,
                null,
                List.of(),
                null,
                locale);
    }
}
