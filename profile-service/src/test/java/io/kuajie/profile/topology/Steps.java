package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.leaf.LeafEvents;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random steps without end, three events for each word; what events tell of clocks and texts goes as records carry it. */
public final class Steps {
    /** Unknown names count as none. */
    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "America/New_York", "Europe/Paris", "Asia/Kolkata", "Mars/Olympus");

    /** Of events that name no zone, as services are set up. */
    private static final String USUAL_ZONE = "Asia/Shanghai";

    private static final List<String> TEXTS = List.of("很好用", "太差了", "works well", "waste of money");
    private static final String BLANK = " ";

    private final RandomGenerator random;
    private final List<LeafKey> leaves;
    private final ToIntFunction<LeafKey> partitionOf;
    private final Instant latest;
    private final Map<LeafKey, Long> versions = new HashMap<>();
    private long offset;

    /**
     * @param partitionOf raw partition of a leaf
     * @param latest when the latest of the events may happen
     */
    public Steps(RandomGenerator random, List<LeafKey> leaves, ToIntFunction<LeafKey> partitionOf, Instant latest) {
        this.random = random;
        this.leaves = leaves;
        this.partitionOf = partitionOf;
        this.latest = latest;
    }

    public Step next() {
        LeafKey leaf = leaves.get(random.nextInt(leaves.size()));
        long at = offset++;
        if (random.nextInt(4) > 0) {
            return event(leaf, LeafEvents.random(random, leaf.partner(), partitionOf.applyAsInt(leaf), at, latest));
        }
        LeafKey person = random.nextInt(3) == 0 ? null : leaves.get(random.nextInt(leaves.size()));
        return new Step.Word(leaf, person, versions.merge(leaf, 1L, Long::sum), at);
    }

    public List<Step> next(int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(next());
        }
        return steps;
    }

    private Step event(LeafKey leaf, LeafEvent event) {
        String zone = random.nextInt(3) == 0 ? null : ZONES.get(random.nextInt(ZONES.size()));
        boolean isRated = Double.isFinite(event.rating());
        String text = isRated && random.nextBoolean() ? TEXTS.get(random.nextInt(TEXTS.size())) : null;
        double tone = text == null ? Double.NaN : Math.clamp((event.rating() - 3) / 2, -1, 1);
        return new Step.Event(
                leaf,
                LeafEvents.told(event, hourOfWeek(event.occurredAt(), zone), tone),
                zone,
                text == null && random.nextInt(8) == 0 ? BLANK : text);
    }

    /** By arithmetic: the epoch began on a Thursday. */
    private static int hourOfWeek(Instant at, @Nullable String named) {
        String zone = named == null || named.startsWith("Mars") ? USUAL_ZONE : named;
        long offsetSeconds = ZoneId.of(zone).getRules().getOffset(at).getTotalSeconds();
        return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond() + offsetSeconds, 3600L) + 3 * 24, 7 * 24);
    }
}
