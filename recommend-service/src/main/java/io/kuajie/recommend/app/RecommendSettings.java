package io.kuajie.recommend.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What recommend-service can be told beside the platform's settings. */
@ConfigMapping(prefix = "kuajie.recommend")
public interface RecommendSettings {
    /** Whether silence counts as consent; for replays of files only. A refusal always holds. */
    @WithDefault("false")
    boolean assumeConsent();

    /** How many of a person's items, the heaviest ones, count for co-occurrence. */
    @WithDefault("32")
    int tiesPerPerson();

    /** How many people's worth of chance every tie between two items is weighed against; holds chance meetings down. */
    @WithDefault("0.5")
    double smoothing();

    /** How often a model is learnt anew from the people in memory, beside serving; zero for never. */
    @WithName("train.every")
    @WithDefault("10m")
    Duration trainEvery();

    /** How many people with two items or more there must be before a model is learnt. */
    @WithName("train.least-people")
    @WithDefault("200")
    int trainLeastPeople();

    /** How many people a model is learnt from at most: bounds the memory and time of learning. */
    @WithName("train.most-people")
    @WithDefault("200000")
    int trainMostPeople();

    /** Where learnt models are kept over restarts; nowhere unless given: they are learnt again then. */
    @WithName("models.folder")
    Optional<Path> modelsFolder();

    /** How many records of served lists may wait for the broker before new ones are dropped and counted. */
    @WithName("served.queue")
    @WithDefault("10000")
    int servedQueue();

    /** How long an answer waits for the broker to have its record; zero for not at all. */
    @WithName("served.await")
    @WithDefault("0ms")
    Duration servedAwait();
}
