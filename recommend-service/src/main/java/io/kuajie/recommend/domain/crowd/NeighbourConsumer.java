package io.kuajie.recommend.domain.crowd;

/** Takes one of the things that go with, or follow, another; is not to ask for neighbours itself, as what the rest is read from is used again. */
@FunctionalInterface
public interface NeighbourConsumer {
    /** @param lift above -1; zero for what goes together as chance has it */
    void accept(int number, double lift);
}
