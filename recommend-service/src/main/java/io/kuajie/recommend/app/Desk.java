package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import io.kuajie.recommend.domain.serving.Answer;
import io.kuajie.recommend.domain.serving.Ask;
import io.kuajie.recommend.domain.serving.Recommender;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers one request from reading to record. */
@Singleton
class Desk {
    private final Views views;
    private final AskReader reader;
    private final Recommender recommender;
    private final ServedLog servedLog;
    private final Meters meters;
    private final RecommendSettings settings;
    private final RequestIds requestIds = new RequestIds();
    private final ItemViews itemViews = new ItemViews();

    Desk(
            Views views,
            AskReader reader,
            Recommender recommender,
            ServedLog servedLog,
            Meters meters,
            RecommendSettings settings) {
        this.views = views;
        this.reader = reader;
        this.recommender = recommender;
        this.servedLog = servedLog;
        this.meters = meters;
        this.settings = settings;
    }

    /** @throws WebApplicationException with status 400, 404 or 503 and advice */
    CompletionStage<RecommendationResponse> answer(RecommendationRequest request, Storefront storefront) {
        return answer(request, storefront, settings.deadline());
    }

    /** As {@link #answer(RecommendationRequest, Storefront)}. @param within after which time the list is made of what was found */
    CompletionStage<RecommendationResponse> answer(
            RecommendationRequest request, Storefront storefront, Duration within) {
        return answer(request, () -> reader.read(request, storefront, within), recommender::recommend);
    }

    /** The same with what is trending. */
    CompletionStage<RecommendationResponse> trending(RecommendationRequest request, Storefront storefront) {
        return answer(request, () -> reader.read(request, storefront, settings.deadline()), recommender::trending);
    }

    /** The same from the request's items alone. */
    CompletionStage<RecommendationResponse> rank(
            RecommendationRequest request, Storefront storefront, Duration within) {
        return answer(request, () -> reader.readRank(request, storefront, within), recommender::recommend);
    }

    private CompletionStage<RecommendationResponse> answer(
            RecommendationRequest request, Supplier<Ask> reading, Function<Ask, Answer> answering) {
        long start = System.nanoTime();
        if (!views.areComplete()) {
            throw starting();
        }
        // Asked before the list is made, which knows at least that much.
        String asOf = views.asOf();
        Ask ask = reading.get();
        Answer answer = answering.apply(ask);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        UUID id = requestIds.next(ask.now().toEpochMilli());
        String requestId = id.toString();
        long tookMicros = took.toNanos() / 1000;
        RecommendationResponse response = Replies.response(answer, ask, asOf, itemViews, requestId, tookMicros);
        meters.answered(answer.fallback(), answer.leftOut(), took);
        return servedLog
                .append(
                        Replies.key(answer, requestId),
                        ServedWriter.write(answer, ask, request.surface(), requestId, tookMicros),
                        Replies.kept(answer, ask, request.surface(), id))
                .thenApply(written -> response);
    }

    /** The domain of an item as the storefront names it. @throws WebApplicationException with status 404 or 503 and advice */
    String domainOf(String item, Storefront storefront) {
        if (!views.areComplete()) {
            throw starting();
        }
        return reader.domainOf(item, storefront.partner()).value();
    }

    private static WebApplicationException starting() {
        String detail = "The service is still reading its topics; ask again in a second.";
        return new WebApplicationException(detail, Problem.of(503, detail).toResponse(1));
    }
}
