package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.items.Shelf;

/** Finds candidates of one kind. */
@FunctionalInterface
interface Source {
    /** Puts what it finds on this shelf on the board. @param reach how many of what is only popular are found in each place */
    void find(Subject subject, Domain domain, Shelf shelf, int reach, Board board);

    /** What finds for this person, shelf by shelf; what is the same for all shelves is done by then. */
    default Source by(Subject subject) {
        return this;
    }
}
