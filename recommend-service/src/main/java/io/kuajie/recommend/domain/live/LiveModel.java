package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model over the items that were known when it was learnt, by domain to be recommended. What somebody did since counts
 * all the same: histories are folded in at each request. Immutable. Its memory, where that is not the heap, is freed
 * once it is closed and the last opinion of it too.
 */
public final class LiveModel implements AutoCloseable {
    /**
     * What it is and was learnt from.
     *
     * @param from time of the earliest interaction; the epoch where unknown
     */
    public record Origin(String id, Instant learntAt, Instant from, int people, int interactions) {}

    private final Origin origin;
    private final List<DomainModel> domains;
    private final @Nullable Topics topics;
    private final Uses uses;
    private final Map<String, Judgement> judgementByDomain = new HashMap<>();

    /** On the heap. */
    public LiveModel(Origin origin, List<DomainModel> domains) {
        this(origin, domains, null, () -> {});
    }

    /** @param free called once nobody uses it any more */
    LiveModel(Origin origin, List<DomainModel> domains, @Nullable Topics topics, Runnable free) {
        this(origin, domains, topics, new Uses(free));
    }

    private LiveModel(Origin origin, List<DomainModel> domains, @Nullable Topics topics, Uses uses) {
        this.origin = origin;
        this.domains = List.copyOf(domains);
        this.topics = topics;
        this.uses = uses;
        domains.forEach(domain -> judgementByDomain.put(domain.domain(), new Judgement(domain, uses)));
    }

    /** To be called once, by who put it to use; there are no new opinions of it then. */
    @Override
    public void close() {
        uses.end();
    }

    /** The same with these topics, in its stead: it is not to be used or closed any more. */
    public LiveModel with(@Nullable Topics others) {
        return new LiveModel(origin, domains, others, uses);
    }

    /** The topics of items; null where none were learnt. */
    public @Nullable Topics topics() {
        return topics;
    }

    /** Its figures and recipes without what it learnt: enough to learn the next one by. */
    public LiveModel outline() {
        return new LiveModel(origin, domains.stream().map(DomainModel::outline).toList());
    }

    public Origin origin() {
        return origin;
    }

    public String id() {
        return origin.id;
    }

    public List<DomainModel> domains() {
        return domains;
    }

    /** What it thinks of this domain's items; null where it knows none of them. */
    public @Nullable Judgement of(String domain) {
        return judgementByDomain.get(domain);
    }

    /** Recall and discounted gain on held-out interactions, over all domains. */
    public double quality() {
        return mean(true);
    }

    /** The same by popularity alone. */
    public double baseline() {
        return mean(false);
    }

    private double mean(boolean own) {
        double sum = 0;
        double trials = 0;
        for (DomainModel domain : domains) {
            sum += domain.warm().trials()
                    * (own ? domain.warm().quality() : domain.warm().baseline());
            trials += domain.warm().trials();
        }
        return trials == 0 ? 0 : sum / trials;
    }

    /** In words. */
    public String settings() {
        return domains.stream()
                .flatMap(domain -> Stream.concat(
                        Stream.of(domain.domain() + ": " + domain.warm().settings()),
                        Stream.ofNullable(domain.cold())
                                .map(cold -> domain.domain() + " from other domains: " + cold.settings())))
                .collect(Collectors.joining("; "));
    }

    /** How many items it knows, of any domain. */
    public int items() {
        return domains.stream()
                .mapToInt(domain -> domain.itemByPlace().length)
                .max()
                .orElse(0);
    }

    /** Bytes that it holds. */
    public long sizeBytes() {
        return domains.stream().mapToLong(DomainModel::sizeBytes).sum() + (topics == null ? 0 : topics.sizeBytes());
    }
}
