package io.kuajie.recommend.domain.clicks;

import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.Arrays;

/**
 * What a prediction rests on: hashed features of item and circumstances, each a name and a value mixed into one of
 * {@value #SPACE} numbers, and the candidate score as log odds. Hashing needs no dictionary that would grow; what collides shares
 * a weight. Source: Weinberger et al., Feature hashing, ICML 2009.
 *
 * @param numbers in {@code [0, SPACE)}
 * @param candidate log odds, cut off at ±{@value #MOST_ODDS}
 */
record Features(int[] numbers, double candidate) {
    static final int SPACE = 1 << 17;
    static final double MOST_ODDS = 12;

    /** How many an item has of its own. */
    static final int OWN = 5;

    private static final int LAST_PLACE = 20;

    /** All of them. */
    static Features of(ItemNode item, Circumstances shown, double candidate) {
        int[] common = common(shown);
        int[] own = new int[OWN];
        double odds = cut(candidate);
        own(item, shown, odds, own);
        int[] numbers = Arrays.copyOf(common, common.length + OWN);
        System.arraycopy(own, 0, numbers, common.length, OWN);
        return new Features(numbers, odds);
    }

    /** Those of a place of a served list. */
    static Features of(ItemNode item, ServedList list, int place) {
        double score = Math.clamp(list.scores()[place], 1e-9, 1 - 1e-9);
        Circumstances shown = new Circumstances(list.storefront(), list.surface(), list.cluster(), place);
        return of(item, shown, Math.log(score / (1 - score)));
    }

    /** The same with the campaign whose offer the item carries, as a served list numbers it. */
    Features with(int campaign) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = offer(campaign);
        return new Features(more, candidate);
    }

    /** That of an offer. */
    static int offer(int campaign) {
        return number(10, campaign);
    }

    /** The candidate's log odds as they are learnt. */
    static double cut(double candidate) {
        return Math.clamp(candidate, -MOST_ODDS, MOST_ODDS);
    }

    /** Those that any item has in these circumstances. */
    static int[] common(Circumstances shown) {
        return new int[] {
            number(4, shown.storefront().hashCode()),
            number(5, shown.surface().hashCode()),
            number(6, shown.cluster().hashCode()),
            number(7, Math.min(LAST_PLACE, shown.place()))
        };
    }

    /** Writes down the rest. @param candidate cut off @param numbers room for {@value #OWN} */
    static void own(ItemNode item, Circumstances shown, double candidate, int[] numbers) {
        int category = item.category().hashCode();
        numbers[0] = number(1, item.number());
        numbers[1] = number(2, category);
        numbers[2] = number(3, item.key().partner().hashCode());
        numbers[3] = number(8, (int) Math.floor(candidate * 2));
        numbers[4] = number(9, 31 * shown.cluster().hashCode() + category);
    }

    /** The finishing step of SplitMix64. */
    private static int number(int name, int value) {
        long mixed = (long) name << 32 | value & 0xFFFF_FFFFL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) ((mixed ^ (mixed >>> 31)) & (SPACE - 1));
    }
}
