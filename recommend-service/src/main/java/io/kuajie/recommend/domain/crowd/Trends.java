package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is liked more lately than usual. For each item, two sums of what people's weights grew by, halved every six hours and every
 * seven days; both as forward decay: a sum is kept as if at a fixed moment, so that reading it at any time is one multiplication.
 * The lift of an item is (recent + k) / (expected + k), where expected is its usual share of all that is recent; k is a purchase's
 * weight times a few, so that little behaviour trends little.
 *
 * <p>One writer, any number of readers. Cost: two numbers an item; a change costs as many additions as items changed. Source:
 * Cormode, Shkapenyuk, Srivastava, Xu: Forward decay, ICDE 2009.
 */
public final class Trends {
    private static final double RECENT_SECONDS = 6 * 3600;
    private static final double USUAL_SECONDS = 7 * 24 * 3600;
    private static final double SHRINKAGE = 3.0 * Weights.PURCHASE;

    /** Sums are moved to a new fixed moment before their exponent grows beyond what doubles hold well. */
    private static final double MOST_HALVINGS = 200;

    private final Sums recent = new Sums(RECENT_SECONDS);
    private final Sums usual = new Sums(USUAL_SECONDS);

    /** Takes what a person's likes grew by. Called by the one writer. */
    void change(Likes old, Likes now, Instant at) {
        for (int i = 0; i < now.items().size(); i++) {
            int number = now.items().numbers()[i];
            int growth = now.items().weights()[i] - old.items().weightOf(number);
            if (growth > 0) {
                recent.add(number, growth, at.getEpochSecond());
                usual.add(number, growth, at.getEpochSecond());
            }
        }
    }

    /** How many times more than usual the item is liked; 1 for just as usual, and for an item that nobody has touched. */
    public double liftOf(int number) {
        double all = usual.total();
        double expected = all == 0 ? 0 : usual.of(number) * recent.total() / all;
        return (recent.of(number) + SHRINKAGE) / (expected + SHRINKAGE);
    }

    /** Decayed sums, relative to each other only: all at the same fixed moment. */
    private static final class Sums {
        private final double halfLifeSeconds;
        private volatile AtomicLongArray sums = new AtomicLongArray(256);
        private volatile double total;
        private double fixed = Double.NaN;

        /** What a sum at the fixed moment is worth at the latest event. */
        private volatile double scale = 1;

        private double latest = Double.NEGATIVE_INFINITY;

        /** What a weight of 1 of this time is worth at the fixed moment. */
        private double worth;

        private double worthAt = Double.NaN;

        Sums(double halfLifeSeconds) {
            this.halfLifeSeconds = halfLifeSeconds;
        }

        double of(int number) {
            AtomicLongArray known = sums;
            return number < known.length() ? Double.longBitsToDouble(known.get(number)) * scale : 0;
        }

        double total() {
            return total * scale;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer.
        void add(int number, double weight, double at) {
            if (Double.isNaN(fixed)) {
                fixed = at;
            }
            if (at - fixed > MOST_HALVINGS * halfLifeSeconds) {
                moveTo(at);
            }
            move(at);
            double added = weight * worth;
            grow(number);
            sums.set(number, Double.doubleToLongBits(Double.longBitsToDouble(sums.get(number)) + added));
            total += added;
        }

        /** One change moves many sums at the same time, so exponentials are taken once a time. */
        private void move(double at) {
            if (at != worthAt) {
                worthAt = at;
                worth = Math.exp((at - fixed) / halfLifeSeconds * Math.log(2));
            }
            if (at > latest) {
                latest = at;
                scale = Math.exp((fixed - latest) / halfLifeSeconds * Math.log(2));
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void moveTo(double moment) {
            double factor = Math.exp((fixed - moment) / halfLifeSeconds * Math.log(2));
            for (int i = 0; i < sums.length(); i++) {
                sums.set(i, Double.doubleToLongBits(Double.longBitsToDouble(sums.get(i)) * factor));
            }
            total *= factor;
            fixed = moment;
            worthAt = Double.NaN;
            scale = Math.exp((fixed - latest) / halfLifeSeconds * Math.log(2));
        }

        private void grow(int number) {
            if (number >= sums.length()) {
                AtomicLongArray larger = new AtomicLongArray(Math.max(number + 1, sums.length() * 2));
                for (int i = 0; i < sums.length(); i++) {
                    larger.setPlain(i, sums.getPlain(i));
                }
                sums = larger;
            }
        }
    }
}
