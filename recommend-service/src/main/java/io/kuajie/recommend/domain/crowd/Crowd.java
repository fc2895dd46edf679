package io.kuajie.recommend.domain.crowd;

import io.kuajie.recommend.domain.crowd.Popularity.Likes;
import java.time.Instant;

/** What everybody's behaviour adds up to. One writer, any number of readers. */
public final class Crowd {
    /**
     * What one person adds to it.
     *
     * @param lastSeconds when each of the ties was last dealt with, 0 where unknown; may go on beyond them
     * @param tastes categories with domain numbers for shelves
     */
    public record Share(Weights ties, int[] lastSeconds, Likes likes, Weights tastes) {
        public static final Share NOTHING = new Share(Weights.NONE, new int[0], Likes.NOTHING, Weights.NONE);
    }

    private final CoOccurrence items;
    private final Transitions transitions;
    private final CoOccurrence categories;
    private final Popularity popularity;
    private final Trends trends = new Trends();

    /** @param smoothing as {@link CoOccurrence} takes it */
    public Crowd(double smoothing) {
        this.items = new CoOccurrence(smoothing);
        this.transitions = new Transitions(smoothing);
        this.categories = new CoOccurrence(smoothing);
        this.popularity = new Popularity(smoothing);
    }

    /** Replaces what a person adds. Called by the one writer. */
    public void change(Share old, Share now) {
        items.change(old.ties, now.ties);
        transitions.change(Steps.of(old.ties, old.lastSeconds), Steps.of(now.ties, now.lastSeconds));
        categories.change(old.tastes, now.tastes);
        popularity.change(old.likes, now.likes);
    }

    /** As {@link #change(Share, Share)}, for a change that came about at this time. */
    public void change(Share old, Share now, Instant at) {
        change(old, now);
        trends.change(old.likes, now.likes, at);
    }

    /** Items by the shelf they lie on. */
    public CoOccurrence items() {
        return items;
    }

    /** Which items follow which, by the shelf they lie on. */
    public Transitions transitions() {
        return transitions;
    }

    /** Categories by the number of their domain. */
    public CoOccurrence categories() {
        return categories;
    }

    public Popularity popularity() {
        return popularity;
    }

    public Trends trends() {
        return trends;
    }
}
