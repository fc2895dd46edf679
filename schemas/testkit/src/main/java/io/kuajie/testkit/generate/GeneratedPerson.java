package io.kuajie.testkit.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A generated person.
 *
 * @param tasteByInterest what the person likes; sums to one
 * @param activity sessions relative to others, in (0, 1]
 * @param userByPartner the person's account at each partner it visits
 */
public record GeneratedPerson(
        long number, Map<Interest, Double> tasteByInterest, double activity, Map<String, String> userByPartner) {
    /** The interests, the strongest first. */
    public List<Interest> ranked() {
        List<Interest> ranked = new ArrayList<>(tasteByInterest.keySet());
        ranked.sort(Comparator.comparingDouble(this::taste).reversed());
        return ranked;
    }

    public double taste(Interest interest) {
        return tasteByInterest.getOrDefault(interest, 0.0);
    }

    /** Whether the person is known at more than one partner. */
    public boolean isShared() {
        return userByPartner.size() > 1;
    }

    /** One of these interests, by taste. */
    Interest draw(List<Interest> among, SplittableRandom random) {
        double total = among.stream().mapToDouble(this::taste).sum();
        double left = random.nextDouble() * total;
        for (Interest interest : among) {
            left -= taste(interest);
            if (left < 0) {
                return interest;
            }
        }
        return among.getLast();
    }
}
