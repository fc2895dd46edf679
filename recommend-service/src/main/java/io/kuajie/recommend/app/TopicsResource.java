package io.kuajie.recommend.app;

import io.kuajie.edge.Role;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModels;
import io.kuajie.recommend.domain.topics.Topics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The topics of items by the model in use, for people to read. */
@Path("/v1/topics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Tag(name = "Models")
public class TopicsResource {
    private static final int TOP_WORDS = 12;

    /**
     * A topic.
     *
     * @param share of all words
     * @param coherence how much people deal with its words together: 1 only so, 0 as by chance
     * @param words the likeliest, likeliest first: stems, and pairs of characters
     */
    public record TopicEntry(int topic, double share, double coherence, List<String> words) {}

    /**
     * What was learnt.
     *
     * @param model that they came with; null without
     * @param texts how many they were learnt from
     * @param people who dealt with what these are of
     * @param words how many words they are told by
     * @param coherence mean of all
     * @param perplexity of hidden items' words of people who were not learnt from
     * @param perplexityWithout the same by words' frequencies alone
     * @param topics empty where none were learnt
     */
    public record TopicList(
            @Nullable String model,
            int texts,
            int people,
            int words,
            double coherence,
            double perplexity,
            double perplexityWithout,
            List<TopicEntry> topics) {
        static final TopicList NONE = new TopicList(null, 0, 0, 0, 0, 0, 0, List.of());

        static TopicList of(String model, Topics topics) {
            return new TopicList(
                    model,
                    topics.figures().texts(),
                    topics.figures().people(),
                    topics.words().size(),
                    topics.coherence(),
                    topics.figures().perplexity(),
                    topics.figures().unigram(),
                    IntStream.range(0, topics.size())
                            .mapToObj(topic -> entry(topic, topics))
                            .toList());
        }

        private static TopicEntry entry(int number, Topics topics) {
            Topics.Topic topic = topics.topics().get(number);
            return new TopicEntry(number, topic.share(), topic.coherence(), topics.top(number, TOP_WORDS));
        }
    }

    private final LiveModels models;

    TopicsResource(LiveModels models) {
        this.models = models;
    }

    @GET
    @Operation(summary = "The topics of items that were learnt, with their likeliest words")
    public TopicList list() {
        LiveModel model = models.current();
        Topics topics = model == null ? null : model.topics();
        return model == null || topics == null ? TopicList.NONE : TopicList.of(model.id(), topics);
    }
}
