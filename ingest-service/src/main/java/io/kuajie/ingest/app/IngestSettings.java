package io.kuajie.ingest.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What ingest-service can be told, beside what every service is. */
@ConfigMapping(prefix = "kuajie")
public interface IngestSettings {
    Ingest ingest();

    Streams streams();

    /** The door. */
    interface Ingest {
        /** Largest single event, in bytes of JSON. */
        @WithDefault("32768")
        int maxEventBytes();

        /** Largest batch, in bytes of JSON after decompression; at most 4 MiB. */
        @WithDefault("512000")
        int maxBatchBytes();

        /** Most messages in a batch. */
        @WithDefault("2500")
        int maxBatchItems();

        /** Events sent to the broker and not yet acknowledged, beyond which requests are answered 429. */
        @WithDefault("20000")
        int maxInFlight();

        /** The part of them that one partner may have, so that the others are still let in. */
        @WithDefault("0.5")
        double partnerShare();

        /** How long a request waits for the broker before it is answered 503. */
        @WithDefault("10s")
        Duration ackTimeout();

        /** How long the producer waits for company before it sends; under load records keep company anyway. */
        @WithDefault("0ms")
        Duration linger();

        /**
         * The same of what comes in batches, whose senders have waited already: the fewer records a partition gets at once, the more each
         * of them costs here and in the broker.
         */
        @WithDefault("10ms")
        Duration batchLinger();

        /** How long, by arrival time, a message id is remembered. */
        @WithDefault("24h")
        Duration dedupWindow();

        /** Currency of prices that don't name theirs, ISO 4217. */
        @WithDefault("CNY")
        String defaultCurrency();

        /** Bytes of bodies being received or worked on, beyond which requests are answered 503. */
        @WithDefault("67108864")
        long maxBodyBytesInFlight();

        /** How long the body of an event or a batch may take to arrive. */
        @WithDefault("30s")
        Duration bodyTimeout();

        /** Quotas by partner; a partner without one may send what the door can take. */
        Map<String, Quota> quotas();

        Cleaning cleaning();

        Bots bots();

        Inbound inbound();

        Imports imports();

        Pull pull();

        Identity identity();

        /** After how long a person's demand that is not answered by every service counts as overdue. */
        @WithDefault("72h")
        Duration demandOverdueAfter();
    }

    /** Who is who. */
    interface Identity {
        /** Whether this process may be the one that works it out. */
        @WithDefault("true")
        boolean enabled();

        /** Secret of match keys, the hashes of e-mail addresses and telephone numbers: 32 bytes in Base64; unset for none. */
        Optional<String> matchSecret();

        /** Country, ISO 3166, of telephone numbers that don't name theirs. */
        @WithDefault("CN")
        String phoneRegion();
    }

    /** What a partner may send, to each instance. */
    interface Quota {
        /** Events let through a second, in the long run. */
        double eventsPerSecond();

        /** Events let through at once after a rest; a second's worth where it isn't said. */
        OptionalLong burst();
    }

    /** What no person does, by event time. Counted by this instance of what is sent as it happens, and by itself of each import. */
    interface Bots {
        /** Messages of one person in a second, beyond which they are rejected; 0 for no bound. */
        @WithDefault("100")
        int messagesPerSecond();

        /** Messages of one person in a minute, beyond which they are rejected; 0 for no bound. */
        @WithDefault("2000")
        int messagesPerMinute();

        /** Different items and pages that one person may look at in a minute, beyond which views are rejected, up to 700; 0 for no bound. */
        @WithDefault("300")
        int itemsViewedPerMinute();

        /** Orders that one person may place in a minute, beyond which purchases are rejected, up to 700; 0 for no bound. */
        @WithDefault("30")
        int ordersPerMinute();

        /** Different items that one person may review in a minute, beyond which evaluations are rejected, up to 700; 0 for no bound. */
        @WithDefault("60")
        int itemsReviewedPerMinute();
    }

    /** Topics that partners write to. */
    interface Inbound {
        /** Whether this process copies them. */
        @WithDefault("true")
        boolean enabled();
    }

    /** Cleaning in this process. */
    interface Cleaning {
        /** Whether this process cleans; a door can run without, where others clean. */
        @WithDefault("true")
        boolean enabled();

        /** Names of events that nobody needs, by partner, such as heartbeats; they are rejected as ignored. */
        Map<String, Set<String>> ignoredEvents();

        /** How partners write what the platform writes otherwise, by partner. */
        Map<String, Habits> partners();
    }

    /** How a partner writes things. */
    interface Habits {
        /** What the partner's categories, written in any case, are called on the platform; others keep their names. */
        Map<String, String> categories();

        /** The top of the partner's scale of ratings, whose bottom is 1. */
        @WithDefault("5")
        double bestRating();

        /** Whether the partner sends progress in percent. */
        @WithDefault("false")
        boolean progressInPercent();
    }

    /** Imports of files. */
    interface Imports {
        /** Longest line, in bytes. */
        @WithDefault("65536")
        int maxLineBytes();

        /** Lines between two entries of the ledger. */
        @WithDefault("2000")
        int checkpointLines();

        /** Imports that may run at once; one partner may have all but one of them. */
        @WithDefault("4")
        int maxRunning();
    }

    /** Imports that are fetched from partners' own interfaces. */
    interface Pull {
        /** Whether addresses of private networks, and plain http, may be asked; for closed networks only. */
        @WithDefault("false")
        boolean privateNetwork();

        /** Largest page, in bytes. */
        @WithDefault("8388608")
        int maxPageBytes();

        /** How long a page may take to be answered. */
        @WithDefault("30s")
        Duration timeout();

        /** How often a page is asked for before the pull ends. */
        @WithDefault("8")
        int maxTries();

        /** The first pause before a page is asked for again, where the other side names none; it doubles each time. */
        @WithDefault("1s")
        Duration backOff();

        /** How long nothing may be heard of a pull before another instance goes on with it. */
        @WithDefault("2M")
        Duration resumeAfter();

        /** What may be asked, by partner. */
        Map<String, PullPartner> partners();
    }

    /** What may be asked on behalf of a partner. */
    interface PullPartner {
        /** Hosts that may be asked, as host:port, or as host for port 443; in a private network for any port. */
        Optional<List<String>> hosts();

        /** Values of the header that opens them, whole, such as {@code Bearer ...}, by the names that pulls use. */
        Map<String, String> secrets();
    }

    /** Kafka Streams. */
    interface Streams {
        /** Folder of the local stores. */
        @WithDefault("${java.io.tmpdir}/kuajie-streams")
        String stateDir();

        /** Threads that process partitions. */
        @WithDefault("1")
        int threads();

        /** How often progress is committed; a crash replays at most about this much. */
        @WithDefault("1s")
        Duration commitInterval();

        /** Name of this instance within its group, kept over restarts, so that a restart moves no work; unset for none. */
        Optional<String> instanceId();

        /** Age at which a file of a local store is rewritten without what was deleted since. */
        @WithDefault("1d")
        Duration rewriteAfter();

        /** Memory of all local stores together, in bytes. */
        @WithDefault("67108864")
        long memoryBytes();
    }
}
