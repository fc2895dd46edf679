package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.Role;
import io.kuajie.recommend.domain.clicks.ClickQuality;
import io.kuajie.recommend.domain.clicks.ClickRanker;
import io.kuajie.recommend.domain.clicks.ClickRankers;
import io.kuajie.recommend.domain.clicks.OrderRanker;
import io.kuajie.recommend.domain.clicks.OrderRankers;
import io.kuajie.recommend.domain.live.Learner.Outcome;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The learnt model of this instance: which it is, learning anew, and going back. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Tag(name = "Models")
public class ModelsResource {
    /** A model in words and figures. @param topics how many; 0 where none were learnt */
    public record ModelEntry(
            String model,
            Instant learntAt,
            int people,
            int interactions,
            int items,
            int topics,
            String settings,
            double quality,
            double baseline) {
        static ModelEntry of(LiveModel model) {
            return new ModelEntry(
                    model.id(),
                    model.origin().learntAt(),
                    model.origin().people(),
                    model.origin().interactions(),
                    model.items(),
                    model.topics() == null ? 0 : model.topics().size(),
                    model.settings(),
                    model.quality(),
                    model.baseline());
        }
    }

    /** A model of clicks in words and figures. @param candidate the quality of the candidate score on the same lists */
    public record ClickEntry(String model, long examples, ClickQuality quality, ClickQuality candidate) {
        static ClickEntry of(ClickRanker ranker) {
            return new ClickEntry(ranker.id(), ranker.examples(), ranker.quality(), ranker.candidate());
        }
    }

    /**
     * A model of orders in words and figures.
     *
     * @param candidate the quality of the candidate score on the same lists
     * @param base the quality of the mean rate
     */
    public record OrderEntry(
            String model, long examples, ClickQuality quality, ClickQuality candidate, ClickQuality base) {
        static OrderEntry of(OrderRanker ranker) {
            return new OrderEntry(ranker.id(), ranker.examples(), ranker.quality(), ranker.candidate(), ranker.base());
        }
    }

    /**
     * The model in use and those that can be gone back to.
     *
     * @param clicks the model of clicks; null where candidates stay in the order of their score
     * @param orders the model of orders; null where none is good enough
     * @param outcome of what was asked for; null for a mere look
     */
    public record ModelList(
            @Nullable ModelEntry active,
            List<ModelEntry> former,
            @Nullable ClickEntry clicks,
            @Nullable OrderEntry orders,
            @Nullable String outcome) {}

    private final LiveModels models;
    private final Trainer trainer;
    private final ClickRankers clickRankers;
    private final ClickTrainer clickTrainer;
    private final OrderRankers orderRankers;
    private final OrderTrainer orderTrainer;

    ModelsResource(
            LiveModels models,
            Trainer trainer,
            ClickRankers clickRankers,
            ClickTrainer clickTrainer,
            OrderRankers orderRankers,
            OrderTrainer orderTrainer) {
        this.clickRankers = clickRankers;
        this.clickTrainer = clickTrainer;
        this.orderRankers = orderRankers;
        this.orderTrainer = orderTrainer;
        this.models = models;
        this.trainer = trainer;
    }

    @GET
    @Path("/models")
    @Operation(summary = "The learnt model in use, and those before it")
    public ModelList list() {
        return list(null);
    }

    @POST
    @Path("/models:train")
    @Operation(summary = "Learn a model now, and use it if it is good enough")
    public ModelList train() {
        try {
            return list(trainer.train() + "; " + clickTrainer.train() + "; " + orderTrainer.train());
        } catch (IOException e) {
            throw Problem.of(503, "No model was learnt. " + e.getMessage()).toException();
        }
    }

    /** @throws WebApplicationException with status 404 without such a file, 409 if the model is not good enough, 422 if it is damaged */
    @POST
    @Path("/models:take")
    @Operation(
            summary = "Use a model that was learnt elsewhere: a file of the models' folder, named without its ending")
    public ModelList take(@QueryParam("name") @Nullable String name) {
        try {
            return switch (trainer.take(Objects.requireNonNullElse(name, ""))) {
                case Outcome.Accepted(LiveModel model) -> list("model %s is in use".formatted(model.id()));
                case Outcome.Refused(String reason) ->
                    throw Problem.of(409, "The model is not used: " + reason).toException();
            };
        } catch (NoSuchFileException | InvalidPathException e) {
            throw Problem.of(
                            404,
                            "The models' folder has no file of the name %s with the ending .model.".formatted(name))
                    .toException();
        } catch (IOException e) {
            throw Problem.of(422, "The model is not used: " + e.getMessage()).toException();
        }
    }

    @POST
    @Path("/models:rollback")
    @Operation(summary = "Go back to the model before; to none after the first")
    public ModelList rollBack() throws IOException {
        LiveModel now = trainer.rollBack();
        return list(now == null ? "no learnt model is in use" : "model %s is in use".formatted(now.id()));
    }

    private ModelList list(@Nullable String outcome) {
        LiveModel active = models.current();
        ClickRanker clicks = clickRankers.current();
        OrderRanker orders = orderRankers.current();
        return new ModelList(
                active == null ? null : ModelEntry.of(active),
                models.former().stream().map(ModelEntry::of).toList(),
                clicks == null ? null : ClickEntry.of(clicks),
                orders == null ? null : OrderEntry.of(orders),
                outcome);
    }
}
