package io.kuajie.profile.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What profile-service must be told besides the platform's settings. */
@ConfigMapping(prefix = "kuajie")
public interface ProfileSettings {
    /** How streams run. */
    Streams streams();

    /** How profiles are made. */
    Profile profile();

    /** How streams run. */
    interface Streams {
        /** Folder of the local state; losing it costs a restore from Kafka, nothing else. */
        @WithName("state-dir")
        @WithDefault("${java.io.tmpdir}/kuajie-streams")
        String stateDir();

        /** Counts up with each growth: the next one carries people over from this one, and takes its place. */
        @WithDefault("1")
        int generation();

        /** Partitions that people are spread over; absent, those of behavior.clean. Fixed for a generation. */
        OptionalInt partitions();

        /** Changes a second that are carried over at most while the generation before works; 0 for as fast as can be. */
        @WithName("carry-over-rate")
        @WithDefault("50000")
        long carryOverRate();

        /** Threads that process partitions. */
        @WithDefault("1")
        int threads();

        /** How often progress is committed; a crash replays at most about this much. */
        @WithName("commit-interval")
        @WithDefault("1s")
        Duration commitInterval();

        /** How long a producer waits for company; what comes while a request is under way goes out together anyway. */
        @WithDefault("0ms")
        Duration linger();

        /** Lasting name of this instance, such as the pod's; a restarted instance then takes its partitions over at once. */
        @WithName("instance-id")
        Optional<String> instanceId();

        /** Where other instances reach this one, as host:port; needed from the second instance on. */
        @WithName("application-server")
        Optional<String> applicationServer();

        /** Copies of each partition that other instances keep: they answer while its owner can't, and take over at once. */
        @WithDefault("1")
        int standbys();

        /** Changes that a copy may lack and still answer, or take over before it has caught up. */
        @WithName("acceptable-lag")
        @WithDefault("10000")
        long acceptableLag();

        /** Age at which a file of a local store is rewritten without what was deleted since. */
        @WithName("rewrite-after")
        @WithDefault("1d")
        Duration rewriteAfter();

        /** Off-heap memory for what all local stores together have not written to files yet, in bytes. */
        @WithName("rocksdb-memory")
        @WithDefault("134217728")
        long rocksdbMemory();
    }

    /** How profiles are made. */
    interface Profile {
        /** Time in which behaviour loses half of its weight. */
        @WithName("half-life")
        @WithDefault("30d")
        Duration halfLife();

        /** Windows that recent behaviour is shown by; at most four, of up to 30 days. */
        @WithDefault("1h,24h,7d,30d")
        List<Duration> windows();

        /** Zone of events that don't tell theirs, for habits by local time. */
        @WithDefault("Asia/Shanghai")
        ZoneId timezone();

        /** What differs for single partners, by id. */
        Map<String, Partner> partners();

        /** People that a group, a percentile, a score or a chance must stand for before a partner is shown it; 1 shows all. */
        @WithName("least-shown")
        @WithDefault("20")
        int leastShown();

        /** Grouping of people. */
        Clusters clusters();

        /** Relabelling after a new cluster model. */
        Relabelling relabelling();
    }

    /** What differs for one partner. */
    interface Partner {
        /** Time in which this partner's behaviour loses half of its weight. */
        @WithName("half-life")
        Optional<Duration> halfLife();

        /** Windows by which this partner is shown what was done on its own side. */
        Optional<List<Duration>> windows();

        /** Factor by action name, on top of the weight that events carry. */
        Map<String, Double> weights();
    }

    /** Grouping of people. */
    interface Clusters {
        /** How often it is looked whether a fit is due. */
        @WithDefault("30s")
        Duration interval();

        /** No fit with fewer people than this. */
        @WithName("min-people")
        @WithDefault("4")
        int minPeople();

        /** Number of groups; absent, it is chosen by silhouette, up to 12. */
        OptionalInt k();

        /** People in a fit at most; beyond it a uniform sample is used. */
        @WithDefault("10000")
        int sample();

        /** Seed of sampling and fitting. */
        @WithDefault("1")
        long seed();
    }

    /** Relabelling after a new cluster model. */
    interface Relabelling {
        /** Time between two batches of a partition. */
        @WithDefault("200ms")
        Duration pause();

        /** People of a partition looked at in one batch. */
        @WithDefault("500")
        int batch();

        /** Time from one look at everybody to the next, where segments depend on time: how late somebody may leave one. */
        @WithDefault("5s")
        Duration round();
    }
}
