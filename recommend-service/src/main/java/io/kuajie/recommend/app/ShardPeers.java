package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.kernel.LeafKey;
import io.kuajie.recommend.domain.shards.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has lists made by the instance that holds whom they are for, in one hop. Where that one doesn't answer in time, the list is made here,
 * as for somebody who is not known, in what is left of the deadline, a tenth at least; and it is not asked again for a second then, nor by
 * more than one request until it answers.
 */
@Singleton
class ShardPeers {
    private static final Logger LOG = Logger.getLogger(ShardPeers.class);
    private static final Duration AVOIDED = Duration.ofSeconds(1);
    /** A list made here needs hardly any time, but whoever is too late for everything shows what is popular and nothing else. */
    private static final int SHARE_LEFT = 10;

    private static final int OK = 200;
    /** What the asking storefront is to know; anything else is a trouble between instances. */
    private static final Set<Integer> REFUSALS = Set.of(400, 429);

    private final Shards shards;
    private final Visitors visitors;
    private final RecommendSettings settings;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Outages outages;
    /** How long a hop may take, how long the list may that is made at its end, and how long the one that is made after it failed. */
    private final Duration hop;

    private final Duration passedOn;
    private final Duration least;
    /** Null where everybody is held here. */
    private final @Nullable HttpClient http;

    @Inject
    ShardPeers(Shards shards, Visitors visitors, RecommendSettings settings, ObjectMapper json, MeterRegistry meters) {
        this(shards, visitors, settings, json, meters, System::nanoTime);
    }

    /** @param nanoTime by which those that failed are left alone */
    ShardPeers(
            Shards shards,
            Visitors visitors,
            RecommendSettings settings,
            ObjectMapper json,
            MeterRegistry meters,
            LongSupplier nanoTime) {
        this.shards = shards;
        this.visitors = visitors;
        this.settings = settings;
        this.json = json;
        this.meters = meters;
        this.least = settings.deadline().dividedBy(SHARE_LEFT);
        this.hop = settings.deadline().minus(least);
        // So that a list which ends at its deadline still arrives.
        this.passedOn = hop.minus(least);
        this.outages = new Outages(AVOIDED, hop, nanoTime);
        this.http = shards.own().isWhole()
                ? null
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(hop)
                        .build();
    }

    @PreDestroy
    void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }

    /** Whether this instance is to make the list. @throws WebApplicationException with status 401 or 403, as {@link Visitors#leaf} */
    boolean isForHere(RecommendationRequest request, Storefront storefront, HttpServerRequest sent) {
        // Most hold everybody, and every list comes by here.
        return shards.own().isWhole()
                || holder(request, storefront, Origin.of(sent)) == shards.own().number();
    }

    /**
     * The list by whoever holds the person.
     *
     * @param path where the list is asked for
     * @param here makes it on this instance within this time
     */
    CompletionStage<RecommendationResponse> answer(
            String path,
            RecommendationRequest request,
            Storefront storefront,
            Origin origin,
            Function<Duration, CompletionStage<RecommendationResponse>> here) {
        int holder = holder(request, storefront, origin);
        if (http == null || holder == shards.own().number()) {
            return here.apply(origin.isPassedOn() ? passedOn : settings.deadline());
        }
        if (!outages.mayAsk(holder)) {
            count("avoided");
            return here.apply(settings.deadline());
        }
        long start = System.nanoTime();
        // The question's own limit ends with the answer's head.
        return http.sendAsync(question(holder, path, request, origin), BodyHandlers.ofByteArray())
                .orTimeout(hop.toNanos(), TimeUnit.NANOSECONDS)
                .handle((reply, failure) -> read(holder, reply, failure))
                .thenCompose(list -> list == null ? late(start, here) : CompletableFuture.completedStage(list));
    }

    /** Many hops end on one thread that has to see to the others. @param start of the hop, in nanoseconds */
    private CompletionStage<RecommendationResponse> late(
            long start, Function<Duration, CompletionStage<RecommendationResponse>> here) {
        Duration left = settings.deadline().minusNanos(System.nanoTime() - start);
        return CompletableFuture.supplyAsync(
                        () -> here.apply(left.compareTo(least) < 0 ? least : left), Infrastructure.getDefaultExecutor())
                .thenCompose(Function.identity());
    }

    private int holder(RecommendationRequest request, Storefront storefront, Origin origin) {
        if (shards.own().isWhole() || origin.isPassedOn() || Boolean.FALSE.equals(request.personalised())) {
            return shards.own().number();
        }
        LeafKey leaf = visitors.leaf(request, storefront);
        return leaf == null ? shards.own().number() : shards.shardOf(leaf);
    }

    private HttpRequest question(int holder, String path, RecommendationRequest request, Origin origin) {
        HttpRequest.Builder question = HttpRequest.newBuilder(URI.create(
                        settings.shardAddress().orElseThrow().replace("{shard}", Integer.toString(holder)) + path))
                .timeout(hop)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .header(Origin.PASSED_ON, Integer.toString(shards.own().number()));
        if (origin.authorization() != null) {
            question.header(HttpHeaders.AUTHORIZATION, origin.authorization());
        }
        if (origin.partner() != null) {
            question.header(Storefront.HEADER, origin.partner());
        }
        try {
            return question.POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(request)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request that was read can't be written", e);
        }
    }

    /** Null where the list must be made here. @throws WebApplicationException with the holder's status, if it is the storefront's fault */
    private @Nullable RecommendationResponse read(
            int holder, @Nullable HttpResponse<byte[]> reply, @Nullable Throwable failure) {
        if (reply == null) {
            LOG.debugf(failure, "Shard %d does not answer", holder);
            outages.failed(holder);
            count("failed");
            return null;
        }
        outages.answered(holder);
        if (REFUSALS.contains(reply.statusCode())) {
            count("refused");
            throw new WebApplicationException(refusal(reply));
        }
        try {
            if (reply.statusCode() == OK) {
                RecommendationResponse list = ListReader.read(json, reply.body());
                count("answered");
                return list;
            }
            LOG.debugf("Shard %d answers with %d", holder, reply.statusCode());
        } catch (IOException e) {
            LOG.warnf("The list of shard %d can't be read: %s", holder, e.getMessage());
        }
        count("failed");
        return null;
    }

    private static Response refusal(HttpResponse<byte[]> reply) {
        Response.ResponseBuilder refusal = Response.status(reply.statusCode())
                .type(reply.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse(MediaType.APPLICATION_JSON))
                .entity(reply.body());
        reply.headers()
                .firstValue(HttpHeaders.RETRY_AFTER)
                .ifPresent(seconds -> refusal.header(HttpHeaders.RETRY_AFTER, seconds));
        return refusal.build();
    }

    private void count(String outcome) {
        meters.counter("kuajie.recommend.passed.on", "outcome", outcome).increment();
    }
}
