package io.kuajie.recommend.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.edge.KeyAuthentication;
import io.kuajie.edge.KeyRing;
import io.kuajie.edge.KeyRing.Caller;
import io.kuajie.edge.Role;
import io.kuajie.edge.Scope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A short way to the lists that are asked for most: by GET, with a key. What the framework does for any request costs nearly as much
 * as making a list. Whatever is out of the ordinary, such as a token to be checked, somebody whom another instance holds, a key that opens nothing or a value of the wrong form, goes on to
 * {@link RecommendationsResource}, which does the same for all and has the words for what is wrong.
 */
@ApplicationScoped
class ListRoute {
    private static final Logger LOG = Logger.getLogger(ListRoute.class);

    /** Behind what browsers ask for from other origins (-300) and before the framework's authentication (-200). */
    private static final int ORDER = -250;

    private static final Set<String> ROLES = Set.of(Role.STOREFRONT, Role.WRITER, Role.ADMIN);

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    /** How many lists are made before the first of them is sent. */
    private static final int MOST_TOGETHER = 32;

    /** @param loop where the request is handled */
    private record Asked(RoutingContext context, Context loop, RecommendationRequest request, Storefront storefront) {}

    private final Desk desk;
    private final Visitors visitors;
    private final ShardPeers peers;
    private final RequestLimits limits;
    private final KeyRing keys;
    private final Views views;
    private final ListWriter writer;
    /** What an event loop has read and not answered yet. */
    private final ThreadLocal<List<Asked>> together = ThreadLocal.withInitial(ArrayList::new);

    private final ThreadLocal<JsonBytes> bytes = ThreadLocal.withInitial(() -> new JsonBytes(ListWriter.USUAL_BYTES));

    ListRoute(
            Desk desk,
            Visitors visitors,
            ShardPeers peers,
            RequestLimits limits,
            KeyRing keys,
            Views views,
            ObjectMapper mapper) {
        this.desk = desk;
        this.visitors = visitors;
        this.peers = peers;
        this.limits = limits;
        this.keys = keys;
        this.views = views;
        this.writer = new ListWriter(mapper);
    }

    void add(@Observes Router router) {
        router.route(HttpMethod.GET, "/v1/recommendations").order(ORDER).handler(this::receive);
    }

    /** Only reads it; the lists are made once all requests that have come are read. */
    private void receive(RoutingContext context) {
        Asked asked = read(context);
        if (asked == null) {
            context.next();
            return;
        }
        List<Asked> waiting = together.get();
        waiting.add(asked);
        if (waiting.size() == 1) {
            asked.loop.runOnContext(ignored -> answer(waiting));
        }
    }

    /** @param waiting of this thread, which is left empty */
    private void answer(List<Asked> waiting) {
        List<Asked> all = List.copyOf(waiting);
        waiting.clear();
        for (int from = 0; from < all.size(); from += MOST_TOGETHER) {
            answerTogether(all.subList(from, Math.min(all.size(), from + MOST_TOGETHER)));
        }
    }

    /**
     * First makes the lists, then sends them. So code and data of each step are at hand from one request to the next, and whoever waits for
     * several answers is woken once.
     */
    private void answerTogether(List<Asked> some) {
        List<@Nullable CompletableFuture<ByteBuf>> bodies = new ArrayList<>(some.size());
        for (Asked asked : some) {
            bodies.add(body(asked));
        }
        Optional<Instant> silentSince = views.silentSince();
        for (int i = 0; i < bodies.size(); i++) {
            Asked asked = some.get(i);
            CompletableFuture<ByteBuf> body = bodies.get(i);
            if (body == null) {
                asked.loop.runOnContext(ignored -> asked.context.next());
            } else if (body.isDone()) {
                end(asked.context, body, silentSince);
            } else {
                // Whoever completes it need not be the event loop.
                var unused = body.whenComplete(
                        (list, failure) -> asked.loop.runOnContext(ignored -> end(asked.context, body, silentSince)));
            }
        }
    }

    /** Written down while the list is at hand. Null for what is not answered here. */
    private @Nullable CompletableFuture<ByteBuf> body(Asked asked) {
        try {
            return desk.answer(asked.request, asked.storefront)
                    .toCompletableFuture()
                    .thenApply(this::body);
        } catch (RuntimeException e) {
            leave(asked.context, e);
            return null;
        }
    }

    /** @param body that is done */
    private static void end(RoutingContext context, CompletableFuture<ByteBuf> body, Optional<Instant> silentSince) {
        if (body.isCompletedExceptionally()) {
            context.fail(body.exceptionNow());
            return;
        }
        try {
            reply(context, body.join(), silentSince);
        } catch (RuntimeException e) {
            // The others' answers follow.
            context.fail(e);
        }
    }

    /** Null for what is not answered here. Nothing has happened then, but that the request may have been counted. */
    private @Nullable Asked read(RoutingContext context) {
        HttpServerRequest request = context.request();
        Caller caller = KeyAuthentication.keyIn(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(keys::callerOf)
                .filter(holder -> ROLES.contains(holder.role()) && holder.may(Scope.RECOMMEND))
                .orElse(null);
        if (caller == null || !limits.take(caller, 1)) {
            return null;
        }
        try {
            String partner = request.getParam("partner");
            Storefront storefront = Storefront.of(caller, keys, request.getHeader(Storefront.HEADER), partner);
            RecommendationRequest asked = read(request, partner);
            if (visitors.isKnown(asked, storefront) && peers.isForHere(asked, storefront, request)) {
                return new Asked(context, context.vertx().getOrCreateContext(), asked, storefront);
            }
            context.put(RequestLimitFilter.COUNTED, true);
        } catch (RuntimeException e) {
            leave(context, e);
        }
        return null;
    }

    private static void leave(RoutingContext context, RuntimeException e) {
        LOG.debugf("A request is left to the resource: %s", e);
        context.put(RequestLimitFilter.COUNTED, true);
    }

    private static RecommendationRequest read(HttpServerRequest request, @Nullable String partner) {
        return RecommendationRequest.ofQuery(
                request.getHeader(RecommendationsResource.USER),
                request.getHeader(RecommendationsResource.ANONYMOUS),
                request.getHeader(Visitors.HEADER),
                request.getParam("personalised"),
                request.getParam("domain"),
                partner,
                request.getParam("count"),
                request.getParam("surface"),
                request.getParam("item"),
                request.getParam("pin"),
                request.getParam("explain"),
                request.getParam("locale"),
                request.getParam("filter"),
                request.getParam("objective"));
    }

    private ByteBuf body(RecommendationResponse list) {
        JsonBytes json = bytes.get().clear();
        try {
            writer.write(list, json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        // From there the connection writes it without another copy.
        return PooledByteBufAllocator.DEFAULT.directBuffer(json.size()).writeBytes(json.bytes(), 0, json.size());
    }

    private static void reply(RoutingContext context, ByteBuf body, Optional<Instant> silentSince) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            body.release();
            return;
        }
        silentSince.ifPresent(since -> response.putHeader(StaleHeader.NAME, since.toString()));
        if (!context.request().isEnded()) {
            // A body that nobody asked for is read and forgotten, so that the connection's next request is heard.
            context.request().resume();
        }
        // The connection leaves its buffers to those who made them.
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(Buffer.buffer(body))
                .onComplete(written -> body.release());
    }
}
