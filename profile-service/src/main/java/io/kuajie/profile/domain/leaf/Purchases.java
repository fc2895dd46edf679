package io.kuajie.profile.domain.leaf;

import io.kuajie.kernel.Action;
import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import java.util.Arrays;

/**
 * What tells how somebody spends: when they last bought, what they look at and what they buy costs, how they rate and write. Prices
 * are minor units of whatever currency they come in; they are compared with each other only. Sums, so order does not matter.
 */
public final class Purchases {
    /** How many there were, and what they add up to: minor units, or thousandths. */
    public record Sum(long count, long total) {}

    private static final int THOUSAND = 1000;
    private static final int HAS_BOUGHT = 1;
    private static final int HAS_LOOKED = 2;
    private static final int HAS_RATED = 4;
    private static final int HAS_WRITTEN = 8;

    private long lastBuyMillis = Long.MIN_VALUE;
    private long buys;
    private long bought;
    private long looks;
    private long looked;
    private long ratings;
    private long ratingThousandths;
    private long texts;
    private long toneThousandths;

    void add(LeafEvent event) {
        boolean isBuy = event.action().equals(Action.BUY);
        if (isBuy) {
            lastBuyMillis = Math.max(lastBuyMillis, event.occurredAt().toEpochMilli());
        }
        var amount = event.amount();
        if (amount != null && amount.minorUnits() > 0 && amount.minorUnits() < 1L << 40) {
            if (isBuy) {
                buys++;
                bought += amount.minorUnits();
            } else if (event.action().equals(Action.BROWSE) || event.action().equals(Action.CLICK)) {
                looks++;
                looked += amount.minorUnits();
            }
        }
        if (Double.isFinite(event.rating())) {
            ratings++;
            ratingThousandths += Math.round(event.rating() * THOUSAND);
        }
        if (Double.isFinite(event.tone())) {
            texts++;
            toneThousandths += Math.round(event.tone() * THOUSAND);
        }
    }

    public void addAll(Purchases other) {
        lastBuyMillis = Math.max(lastBuyMillis, other.lastBuyMillis);
        buys += other.buys;
        bought += other.bought;
        looks += other.looks;
        looked += other.looked;
        ratings += other.ratings;
        ratingThousandths += other.ratingThousandths;
        texts += other.texts;
        toneThousandths += other.toneThousandths;
    }

    /** Time of the latest purchase, in milliseconds since the epoch; {@link Long#MIN_VALUE} where nothing was bought. */
    public long lastBuyMillis() {
        return lastBuyMillis;
    }

    /**
     * How much cheaper than what they look at is what they buy: 0 for not cheaper, towards 1 for much cheaper; NaN where either is
     * unknown.
     */
    public double priceSensitivity() {
        if (buys == 0 || looks == 0) {
            return Double.NaN;
        }
        double ratio = ((double) bought / buys) / ((double) looked / looks);
        return Math.clamp(1 - ratio, 0, 1);
    }

    /** Prices of what was bought, in minor units. */
    public Sum paid() {
        return new Sum(buys, bought);
    }

    /** Prices of what was looked at, in minor units. */
    public Sum lookedAt() {
        return new Sum(looks, looked);
    }

    /** Stars given, in thousandths. */
    public Sum rated() {
        return new Sum(ratings, ratingThousandths);
    }

    /** Tones of what was written, in thousandths. */
    public Sum toned() {
        return new Sum(texts, toneThousandths);
    }

    /** Mean stars; NaN without ratings. */
    public double meanRating() {
        return ratings == 0 ? Double.NaN : (double) ratingThousandths / ratings / THOUSAND;
    }

    /** Mean tone of what was written, -1 to 1; NaN without text. */
    public double meanTone() {
        return texts == 0 ? Double.NaN : (double) toneThousandths / texts / THOUSAND;
    }

    void writeTo(BinaryWriter out, long latestMillis) {
        boolean hasBought = lastBuyMillis != Long.MIN_VALUE;
        out.byteValue((hasBought ? HAS_BOUGHT : 0)
                | (looks > 0 ? HAS_LOOKED : 0)
                | (ratings > 0 ? HAS_RATED : 0)
                | (texts > 0 ? HAS_WRITTEN : 0));
        if (hasBought) {
            out.count(latestMillis - lastBuyMillis).count(buys).signed(bought);
        }
        if (looks > 0) {
            out.count(looks).signed(looked);
        }
        if (ratings > 0) {
            out.count(ratings).signed(ratingThousandths);
        }
        if (texts > 0) {
            out.count(texts).signed(toneThousandths);
        }
    }

    static Purchases readFrom(BinaryReader in, long latestMillis) {
        Purchases read = new Purchases();
        int groups = in.byteValue();
        if ((groups & HAS_BOUGHT) != 0) {
            read.lastBuyMillis = latestMillis - in.count();
            read.buys = in.count();
            read.bought = in.signed();
        }
        if ((groups & HAS_LOOKED) != 0) {
            read.looks = in.count();
            read.looked = in.signed();
        }
        if ((groups & HAS_RATED) != 0) {
            read.ratings = in.count();
            read.ratingThousandths = in.signed();
        }
        if ((groups & HAS_WRITTEN) != 0) {
            read.texts = in.count();
            read.toneThousandths = in.signed();
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Purchases that && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values());
    }

    private long[] values() {
        return new long[] {
            lastBuyMillis, buys, bought, looks, looked, ratings, ratingThousandths, texts, toneThousandths
        };
    }
}
