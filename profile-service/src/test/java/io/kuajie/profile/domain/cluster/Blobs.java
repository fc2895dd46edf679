package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Generated people of a few kinds. */
final class Blobs {
    static final List<String> KINDS = List.of("skin-care", "hair", "make-up", "perfume");

    private Blobs() {}

    /** A person who mostly browses one category, and a little of everything. */
    static Member person(RandomGenerator random, int kind) {
        List<Portrait.Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            double mass = i == kind ? 20 + random.nextDouble() * 20 : random.nextDouble();
            dimensions.add(new Portrait.Dimension(new DimensionKey("browse", "beauty", KINDS.get(i)), mass));
        }
        return new Member(VectorLayout.vectorOf(dimensions), dimensions, Daypart.NONE, true);
    }

    /** Somebody exactly like all others of a kind, and as far from those of another as anybody can be. */
    static Member twin(int kind) {
        float[] vector = new float[VectorLayout.DIMENSION];
        vector[kind] = 1;
        return new Member(vector, List.of(), Daypart.NONE, true);
    }

    /** Twins of these kinds, in turn. */
    static List<Member> twins(int kinds, int each) {
        return IntStream.range(0, kinds * each).mapToObj(i -> twin(i % kinds)).toList();
    }

    /** So many people of each of the first kinds, in turn. */
    static List<Member> people(RandomGenerator random, int kinds, int each) {
        List<Member> people = new ArrayList<>();
        for (int i = 0; i < kinds * each; i++) {
            people.add(person(random, i % kinds));
        }
        return people;
    }
}
