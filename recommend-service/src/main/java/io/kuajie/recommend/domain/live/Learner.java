package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Difference;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.evaluation.Families;
import io.kuajie.recommend.domain.evaluation.Family;
import io.kuajie.recommend.domain.evaluation.Judge;
import io.kuajie.recommend.domain.evaluation.Measures;
import io.kuajie.recommend.domain.evaluation.Protocol;
import io.kuajie.recommend.domain.evaluation.Shape;
import io.kuajie.recommend.domain.evaluation.Task;
import io.kuajie.recommend.domain.evaluation.Trial;
import io.kuajie.recommend.domain.evaluation.Tuner;
import io.kuajie.recommend.domain.learning.Interactions;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Scorer;
import io.kuajie.recommend.domain.live.DomainModel.Mix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from a snapshot: for each domain the blend that evaluation calls {@code auto}, chosen and learnt by the same
 * code, once for people with a history in the domain and once for those known in others only. What is chosen on some held-out
 * questions is judged on others; what is not better there than popularity
 * alone for sure is refused.
 */
public final class Learner {
    /** What came of it. */
    public sealed interface Outcome {
        /** A model to be used. */
        record Accepted(LiveModel model) implements Outcome {}

        /** No model. @param reason in words */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * The best blend for one domain.
     *
     * @param isCold for people known in other domains only
     * @param trials that quality and baseline were measured on
     */
    public record Finding(
            String domain, boolean isCold, String settings, double quality, double baseline, int trials) {}

    private record Judged(Tuner.Chosen chosen, double sharpness, double quality, double baseline, int trials) {
        Mix learnt() {
            return new Mix(chosen.onAll(), chosen.recipes(), chosen.settings(), sharpness, quality, baseline, trials);
        }

        Finding finding(String domain, boolean isCold) {
            return new Finding(domain, isCold, chosen.settings(), quality, baseline, trials);
        }
    }

    private static final int CUTOFF = 20;
    private static final int LEAST_TARGETS = 5;
    private static final int LEAST_TRIALS = 40;

    private final Workers workers;
    private final Judge judge;
    private final long seed;
    private final Effort effort;
    private final Consumer<String> progress;

    public Learner(Workers workers, long seed, Effort effort, Consumer<String> progress) {
        this.workers = workers;
        this.judge = new Judge(workers, new int[] {CUTOFF / 2, CUTOFF, 2 * CUTOFF});
        this.seed = seed;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * @param current the model in use; null for none
     * @param isSearching whether settings are searched for, or those of the model in use kept
     */
    public Outcome learn(Snapshot snapshot, String id, Instant now, @Nullable LiveModel current, boolean isSearching) {
        List<DomainModel> learnt = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String domain : snapshot.domains()) {
            Snapshot.View view = snapshot.view(domain);
            DomainModel known = current == null || isSearching
                    ? null
                    : current.domains().stream()
                            .filter(any -> any.domain().equals(domain))
                            .findFirst()
                            .orElse(null);
            Judged warm = warm(view.data(), known, domain, reasons);
            if (warm != null) {
                Mix own = warm.learnt();
                Judged cold = cold(view.data(), known, domain);
                learnt.add(new DomainModel(
                        domain, view.data().targets(), view.itemByPlace(), own, cold == null ? null : cold.learnt()));
            }
        }
        if (learnt.isEmpty()) {
            return new Outcome.Refused(
                    reasons.isEmpty() ? "no domain has enough items and people" : String.join("; ", reasons));
        }
        return Gate.against(current, new LiveModel(origin(snapshot, id, now), learnt));
    }

    /** Searches settings alone. */
    public List<Finding> tune(Snapshot snapshot) {
        List<Finding> found = new ArrayList<>();
        for (String domain : snapshot.domains()) {
            Interactions data = snapshot.view(domain).data();
            Judged warm = warm(data, null, domain, new ArrayList<>());
            Judged cold = cold(data, null, domain);
            if (warm != null) {
                found.add(warm.finding(domain, false));
            }
            if (cold != null) {
                found.add(cold.finding(domain, true));
            }
        }
        return found;
    }

    private static LiveModel.Origin origin(Snapshot snapshot, String id, Instant now) {
        Interactions data = snapshot.data();
        long from = Arrays.stream(data.times()).filter(time -> time > 0).min().orElse(0);
        return new LiveModel.Origin(id, now, Instant.ofEpochSecond(from), data.people(), data.size());
    }

    private @Nullable Judged warm(Interactions data, @Nullable DomainModel known, String domain, List<String> reasons) {
        if (data.targets() < LEAST_TARGETS) {
            return null;
        }
        Shape shape = data.hasTimes() ? Shape.LATEST_OF_PERSON : Shape.RANDOM;
        boolean isSmall = effort.scores() / data.targets() >= effort.trials() / 2;
        Protocol protocol = isSmall ? Protocol.FULL_RANKING : Protocol.SAMPLED;
        Task task = Task.warm(data, shape, protocol, effort, seed);
        List<Family> families = known == null
                ? Families.warm(Task.forTuning(data, seed), effort)
                : Families.chosen(known.warm().recipes());
        progress.accept("%s: people with a history".formatted(domain));
        return judged(task, families, domain, reasons);
    }

    private @Nullable Judged cold(Interactions data, @Nullable DomainModel known, String domain) {
        if (data.targets() == data.items()) {
            return null;
        }
        progress.accept("%s: people known in other domains only".formatted(domain));
        Mix before = known == null ? null : known.cold();
        List<Family> families = before == null ? Families.cold(data, effort) : Families.chosen(before.recipes());
        return judged(Task.cold(data, effort, seed), families, domain, new ArrayList<>());
    }

    private @Nullable Judged judged(Task task, List<Family> families, String domain, List<String> reasons) {
        List<Trial> choosing = new ArrayList<>();
        List<Trial> judging = new ArrayList<>();
        // What is chosen on some is judged on others: the best of many is lucky.
        for (int trial = 0; trial < task.trials().size(); trial++) {
            (trial % 3 == 2 ? judging : choosing).add(task.trials().get(trial));
        }
        if (judging.size() < LEAST_TRIALS) {
            reasons.add("%s: nobody has enough interactions to hold some out".formatted(domain));
            return null;
        }
        Tuner.Chosen chosen = new Tuner(workers, judge, seed, progress, task.with(choosing)).blend(families);
        Scorer onFit = chosen.onFit();
        Scorer popular = Popular.EVER.train(task.fit(), workers, seed);
        double quality = quality(onFit, task, judging);
        double baseline = quality(popular, task, judging);
        Difference ahead = judge.ahead(onFit, popular, task.data().targets(), judging, Learner::value, seed);
        if (ahead.lower() < (Gate.LEAST_GAIN - 1) * baseline) {
            reasons.add(domain + ": " + Gate.refusal("popularity alone", quality / baseline, 1));
            return null;
        }
        double sharpness = Sharpness.of(onFit, task.data().targets(), judging);
        return new Judged(chosen, sharpness, quality, baseline, judging.size());
    }

    private double quality(Scorer scorer, Task task, List<Trial> trials) {
        return value(judge.measure(scorer, task.data().targets(), trials));
    }

    private static double value(Measures measures) {
        return (measures.recallAt(CUTOFF) + measures.ndcgAt(CUTOFF)) / 2;
    }
}
