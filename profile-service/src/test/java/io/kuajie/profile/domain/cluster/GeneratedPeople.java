package io.kuajie.profile.domain.cluster;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import io.kuajie.testkit.generate.GeneratedEvent;
import io.kuajie.testkit.generate.GeneratedWorld;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** People of a generated world as a fit sees them after so much of its events, without half-lives. */
record GeneratedPeople(Map<String, Member> memberByKey) {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Action> ACTIONS = Map.of(
            "Product Added", Action.CART,
            "Order Completed", Action.BUY,
            "Products Searched", Action.SEARCH,
            "Product Added to Wishlist", Action.FAVOURITE,
            "Lesson Completed", Action.LEARN,
            "Product Reviewed", Action.EVALUATE);

    /** @param share of the world's time that has passed */
    static GeneratedPeople of(long seed, int people, double share) {
        var settings = GeneratedWorld.Settings.of(seed, people, people * 6L, FROM, FROM.plusSeconds(30 * 86_400));
        Instant until = FROM.plusSeconds((long) (30 * 86_400 * share));
        Map<String, Map<DimensionKey, Double>> masses = new TreeMap<>();
        new GeneratedWorld(settings)
                .events()
                .takeWhile(event -> event.timestamp().isBefore(until))
                .forEach(event ->
                        add(masses.computeIfAbsent("person:" + event.person(), key -> new TreeMap<>()), event));
        Map<String, Member> members = new TreeMap<>();
        masses.forEach((key, mass) -> members.put(key, member(mass)));
        return new GeneratedPeople(members);
    }

    List<float[]> vectors() {
        return memberByKey.values().stream().map(Member::vector).toList();
    }

    float[] vector(String key) {
        return Objects.requireNonNull(memberByKey.get(key)).vector();
    }

    private static void add(Map<DimensionKey, Double> masses, GeneratedEvent event) {
        var interest = event.interest();
        Action action = ACTIONS.getOrDefault(event.name(), Action.BROWSE);
        String domain = event.partner().equals("academy") ? "course" : "beauty";
        masses.merge(
                new DimensionKey(action.name(), domain, interest == null ? "" : interest.tag()),
                action.defaultWeight(),
                Double::sum);
    }

    private static Member member(Map<DimensionKey, Double> masses) {
        List<Portrait.Dimension> dimensions = masses.entrySet().stream()
                .map(entry -> new Portrait.Dimension(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Portrait.Dimension::mass).reversed())
                .toList();
        return new Member(
                VectorLayout.vectorOf(dimensions), dimensions.stream().limit(8).toList(), Daypart.NONE, true);
    }
}
