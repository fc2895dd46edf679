package io.kuajie.testkit.generate;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one storefront has for one interest.
 *
 * @param category as the partner names it
 * @param subjects what there is, the best known first
 * @param cheapestFen price of the cheapest piece, in fen
 */
public record Shelf(Interest interest, String category, List<Bilingual> subjects, long cheapestFen, long dearestFen) {
    public Shelf {
        if (subjects.isEmpty() || cheapestFen <= 0 || dearestFen < cheapestFen) {
            throw new IllegalArgumentException("The shelf of %s needs subjects and prices that rise (%d to %d)."
                    .formatted(interest, cheapestFen, dearestFen));
        }
    }

    static Shelf of(Interest interest, String category, long cheapestFen, long dearestFen, String... subjects) {
        List<Bilingual> parsed = Stream.of(subjects).map(Bilingual::parse).toList();
        return new Shelf(interest, category, parsed, cheapestFen, dearestFen);
    }
}
