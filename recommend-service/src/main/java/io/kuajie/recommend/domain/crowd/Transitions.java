package io.kuajie.recommend.domain.crowd;

/**
 * What follows what, in that order: c(i, j) is the sum of people's {@link Steps} from i to j, read as its lift above chance (see
 * {@link Pairs}). A first-order Markov chain over items whose transition probabilities are held against how often each item is stepped to
 * at all, across shelves too. Old steps count less because the weights of things decay.
 *
 * <p>Kept up to date by differences, exactly, as {@link CoOccurrence} is. Cost of a change: one pass over the person's {@link Steps} before
 * and after, of which those that differ change the sums.
 *
 * <p>One writer, any number of readers. Source: Rendle, Freudenthaler, Schmidt-Thieme: Factorizing personalized Markov chains for
 * next-basket recommendation, WWW 2010, the unfactorised chain.
 */
public final class Transitions {
    /** The closeness of what followed within a session. */
    static final int CLOSEST = 4;

    private final Pairs pairs;

    /** @param smoothing how many people's worth of chance is added to every pair, against chance meetings */
    Transitions(double smoothing) {
        pairs = new Pairs(Steps.ONE_PERSON, smoothing);
    }

    /** How near what was done so many seconds ago is to what comes next: 1 within a session, less in a day and in a week, then 0. */
    public static double nearness(long seconds) {
        return Steps.closeness(Math.max(0, seconds)) / (double) CLOSEST;
    }

    /** Hands over the things of shelf {@code to} that follow this one of shelf {@code from}. @param most of them */
    public void following(int number, int from, int to, int most, NeighbourConsumer consumer) {
        pairs.neighbours(number, from, to, most, consumer);
    }

    /** Replaces what a person adds. Called by the one writer. */
    void change(Steps old, Steps now) {
        int before = 0;
        int after = 0;
        while (before < old.size() || after < now.size()) {
            int order = before == old.size() ? 1 : after == now.size() ? -1 : old.compare(before, now, after);
            int delta = (order < 0 ? 0 : now.weights()[after]) - (order > 0 ? 0 : old.weights()[before]);
            add(order > 0 ? now : old, order > 0 ? after : before, delta);
            before += order > 0 ? 0 : 1;
            after += order < 0 ? 0 : 1;
        }
    }

    /** c(i, j), exactly as of now. @param shelf where {@code to} lies */
    int sum(int from, int shelf, int to) {
        return pairs.sum(from, shelf, to);
    }

    /** How many things follow this one. */
    int degree(int number) {
        return pairs.degree(number);
    }

    private void add(Steps steps, int i, int delta) {
        if (delta != 0) {
            pairs.add(steps.from()[i], steps.fromShelves()[i], steps.to()[i], steps.toShelves()[i], delta);
        }
    }
}
