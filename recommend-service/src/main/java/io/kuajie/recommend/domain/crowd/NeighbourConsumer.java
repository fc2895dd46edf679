package io.kuajie.recommend.domain.crowd;

/**
 * Takes one of the things that go with, or follow, another. Is not to ask for others meanwhile, since a thread has only one room that they
 * are read into.
 */
@FunctionalInterface
public interface NeighbourConsumer {
    /** @param lift above -1; zero for what goes together as chance has it */
    void accept(int number, double lift);
}
