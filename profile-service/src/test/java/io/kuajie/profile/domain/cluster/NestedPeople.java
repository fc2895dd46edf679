package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Generated people of kinds within industries: far from those of another industry, near to those of another kind. */
final class NestedPeople {
    static final List<String> INDUSTRIES = List.of("beauty", "travel", "fitness");
    static final int KINDS = 3;

    private NestedPeople() {}

    /** A person who does much in what all of the industry like, and something in what their kind likes. */
    static Member person(RandomGenerator random, int industry, int kind) {
        String domain = INDUSTRIES.get(industry);
        List<Portrait.Dimension> dimensions = List.of(
                dimension(domain, "basics", 30 + random.nextDouble() * 10),
                dimension(domain, domain + "-" + kind, 8 + random.nextDouble() * 4));
        return new Member(VectorLayout.vectorOf(dimensions), dimensions, Daypart.NONE, true);
    }

    /** So many people of a kind. */
    static List<Member> people(RandomGenerator random, int industry, int kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> person(random, industry, kind))
                .toList();
    }

    /** So many people of each kind in each industry. */
    static List<Member> people(RandomGenerator random, int each) {
        return IntStream.range(0, INDUSTRIES.size() * KINDS * each)
                .mapToObj(i -> person(random, i % INDUSTRIES.size(), i / INDUSTRIES.size() % KINDS))
                .toList();
    }

    private static Portrait.Dimension dimension(String domain, String category, double mass) {
        return new Portrait.Dimension(new DimensionKey("browse", domain, category), mass);
    }
}
