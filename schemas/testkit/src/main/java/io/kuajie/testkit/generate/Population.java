package io.kuajie.testkit.generate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Any number of people, each made of its number alone, so that nothing is kept. The first {@link #shared()} of them have an
 * account at every partner, each other one at a single partner.
 */
public final class Population {
    /** Raising an even draw to this power leaves a person two or three strong tastes. */
    private static final double TASTE_POWER = 6;

    /** Nobody is wholly indifferent. */
    private static final double TASTE_FLOOR = 0.01;

    /** Most people come seldom, a few come often. */
    private static final double ACTIVITY_POWER = 3;

    private static final double ACTIVITY_FLOOR = 0.02;

    private final long seed;
    private final List<Storefront> storefronts;
    private final long size;
    private final long shared;

    Population(long seed, List<Storefront> storefronts, long size, double sharedShare) {
        this.seed = seed;
        this.storefronts = List.copyOf(storefronts);
        this.size = size;
        this.shared = storefronts.size() < 2 ? 0 : Math.round(size * sharedShare);
    }

    public long size() {
        return size;
    }

    /** How many people are known at every partner. */
    public long shared() {
        return shared;
    }

    public Stream<GeneratedPerson> people() {
        return LongStream.range(0, size).mapToObj(this::person);
    }

    /** The person of this number. @param number from 0 */
    public GeneratedPerson person(long number) {
        Objects.checkIndex(number, size);
        SplittableRandom random = Seeds.random(seed, "person", number);
        Map<Interest, Double> tastes = tastes(random);
        double activity = ACTIVITY_FLOOR + (1 - ACTIVITY_FLOOR) * StrictMath.pow(random.nextDouble(), ACTIVITY_POWER);
        return new GeneratedPerson(number, tastes, activity, accounts(number, random));
    }

    /** Somebody, the active more often. */
    GeneratedPerson draw(SplittableRandom random) {
        while (true) {
            GeneratedPerson candidate = person(random.nextLong(size));
            if (random.nextDouble() < candidate.activity()) {
                return candidate;
            }
        }
    }

    private static Map<Interest, Double> tastes(SplittableRandom random) {
        Map<Interest, Double> tastes = new EnumMap<>(Interest.class);
        double total = 0;
        for (Interest interest : Interest.values()) {
            double taste = TASTE_FLOOR + StrictMath.pow(random.nextDouble(), TASTE_POWER);
            tastes.put(interest, taste);
            total += taste;
        }
        double sum = total;
        tastes.replaceAll((interest, taste) -> taste / sum);
        return Collections.unmodifiableMap(tastes);
    }

    private Map<String, String> accounts(long number, SplittableRandom random) {
        Map<String, String> accounts = new TreeMap<>();
        if (number < shared) {
            storefronts.forEach(storefront -> accounts.put(storefront.partner(), user(storefront, number)));
        } else {
            Storefront only = storefronts.get(random.nextInt(storefronts.size()));
            accounts.put(only.partner(), user(only, number));
        }
        return Collections.unmodifiableMap(accounts);
    }

    /** Accounts of one person have unrelated numbers, as in life. */
    private String user(Storefront storefront, long number) {
        long tail = Seeds.random(seed, storefront.partner() + "-user", number).nextLong(0x10000);
        return "%s-%d%04x".formatted(storefront.partner().charAt(0), number, tail);
    }
}
