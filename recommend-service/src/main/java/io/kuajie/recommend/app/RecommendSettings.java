package io.kuajie.recommend.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What recommend-service can be told beside the platform's settings. */
@ConfigMapping(prefix = "kuajie.recommend")
public interface RecommendSettings {
    /** Whether silence counts as consent; for replays of files only. A refusal always holds. */
    @WithDefault("false")
    boolean assumeConsent();

    /**
     * Whether partners between whom nothing was ever agreed count as having agreed to everything; for replays of files only. What was
     * agreed, ended or has expired always holds.
     */
    @WithDefault("false")
    boolean assumeAgreements();

    /** People that a group must have before a reason says what marks it; 1 for all. */
    @WithDefault("20")
    long leastShown();

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

    /** How often settings are searched for; models in between are learnt by those found last, their weights fitted anew. */
    @WithName("train.search-every")
    @WithDefault("24h")
    Duration trainSearchEvery();

    /** How many people with two items or more there must be before a model is learnt. */
    @WithName("train.least-people")
    @WithDefault("200")
    int trainLeastPeople();

    /** How many people a model is learnt from at most: bounds the memory and time of learning. */
    @WithName("train.most-people")
    @WithDefault("200000")
    int trainMostPeople();

    /** Heap of the process that learns, in bytes, 64 MiB at least; a quarter of the container's or machine's memory unless given. */
    @WithName("train.memory-bytes")
    OptionalLong trainMemoryBytes();

    /** How long learning may take before it is broken off. */
    @WithName("train.limit")
    @WithDefault("1h")
    Duration trainLimit();

    /** Where learnt models are kept over restarts; nowhere unless given: they are learnt again then. */
    @WithName("models.folder")
    Optional<Path> modelsFolder();

    /** How much of what was served, and of what came of it, is read at the start: what exploration knows then. */
    @WithName("feedback.window")
    @WithDefault("24h")
    Duration feedbackWindow();

    /** How many served lists are kept for the events that name them; some 400 bytes each for ten items. */
    @WithName("feedback.most-lists")
    @WithDefault("100000")
    int feedbackMostLists();

    /** With what chance a list's last place is drawn from ranking's choice and the runners-up; 0 explores nothing. */
    @WithName("explore.share")
    @WithDefault("0")
    double exploreShare();

    /** The surfaces whose lists are explored; all unless given. */
    @WithName("explore.surfaces")
    Optional<List<String>> exploreSurfaces();

    /** What choices are thought to be worth: rates, of each item in each cluster, or linear, in what items and clusters are like. */
    @WithName("explore.method")
    @WithDefault("rates")
    String exploreMethod();

    /** An item that a person was shown so often within the time is left out of further lists; 0 leaves none out. */
    @WithName("rotation.most-shown")
    @WithDefault("0")
    int rotationMostShown();

    /** For how long what a person was shown counts, for the cap and for the requests' rotation. */
    @WithName("rotation.within")
    @WithDefault("24h")
    Duration rotationWithin();

    /** For how many people it is kept what they were shown. */
    @WithName("rotation.most-people")
    @WithDefault("100000")
    int rotationMostPeople();

    /** Least share of the attention in lists of its domain, by partner; held in the long run. */
    Map<String, Double> floors();

    /** What stands on top of lists of a domain where requests pin nothing: item keys, partner:id, at most 10; by domain. */
    Map<String, List<String>> pins();

    /**
     * What lists are ordered by where requests say nothing: relevance, clicks, orders or value; each falls back on the one before where
     * too little is known.
     */
    @WithDefault("clicks")
    String objective();

    /** Share of the price that is left once an item is paid for, 0 to 1, where the catalogue tells none; by domain. For ranking by value. */
    Map<String, Double> margins();

    /** ISO 4217 code of the currency that value is counted in; what is priced in another has no value known. */
    @WithName("value.currency")
    @WithDefault("CNY")
    String valueCurrency();

    /** How likely an offer that was shown is redeemed where the item is ordered, 0 to 1; what offers cost is counted by it. */
    @WithName("value.redemption")
    @WithDefault("1")
    double valueRedemption();

    /** After how long a list is made of what was found; the reply says what was left out. */
    @WithDefault("1s")
    Duration deadline();

    /** Into how many shards people are spread; 1 where every instance holds everybody. At most as many as profile.state has partitions. */
    @WithDefault("1")
    int shards();

    /** Which shard this instance holds, from 0. */
    @WithDefault("0")
    int shard();

    /** Where the instances of a shard are reached, with {shard} for its number, such as http://recommend-{shard}.recommend:8103. */
    Optional<String> shardAddress();

    /** How often each key may ask this instance, in the long run; 0 for no limit. A user token to be checked counts for ten more. */
    @WithDefault("2000")
    double requestsPerSecond();

    /** How many requests of a key are let through at once after a rest; as many as in a second unless given. */
    OptionalLong requestsBurst();

    /** How often the model of clicks learns from what became of served lists; zero for never. */
    @WithName("clicks.every")
    @WithDefault("1m")
    Duration clicksEvery();

    /** How long a list waits for its clicks before the model learns from it. */
    @WithName("clicks.after")
    @WithDefault("10m")
    Duration clicksAfter();

    /** How often the model of orders learns from what became of served lists; zero for never. */
    @WithName("orders.every")
    @WithDefault("10m")
    Duration ordersEvery();

    /** How long a list waits for its orders, and for their refunds, before the model learns from it: what is not ordered by then is not. */
    @WithName("orders.after")
    @WithDefault("2h")
    Duration ordersAfter();

    /** Over how long the figures at {@code /q/metrics} say what served lists are like. */
    @WithName("quality.window")
    @WithDefault("1h")
    Duration qualityWindow();

    /** How many records of served lists may wait for the broker before new ones are dropped and counted. */
    @WithName("served.queue")
    @WithDefault("10000")
    int servedQueue();

    /** How long an answer waits for the broker to have its record; zero for not at all. */
    @WithName("served.await")
    @WithDefault("0ms")
    Duration servedAwait();
}
