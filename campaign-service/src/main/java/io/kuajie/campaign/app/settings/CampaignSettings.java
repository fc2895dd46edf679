package io.kuajie.campaign.app.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** What campaign-service can be told beyond the platform's settings. */
@ConfigMapping(prefix = "kuajie.campaign")
public interface CampaignSettings {
    /** How long after a list was served an event still counts for its offers. */
    @WithDefault("7d")
    Duration attributionWindow();

    /** How often campaigns are started and ended by time. */
    @WithDefault("1s")
    Duration scheduleInterval();

    /** Where profile-service is reached, which the console's pages about people are passed on to. */
    @WithDefault("http://localhost:8102")
    URI profileService();

    /** Reading topics into the database. */
    Intake intake();

    /** Sending records from the database to topics. */
    Outbox outbox();

    interface Intake {
        /** Most records that one transaction takes. */
        @WithDefault("1000")
        int batchRecords();

        /** Longest pause between tries while the database or the broker is away. */
        @WithDefault("5s")
        Duration longestPause();
    }

    interface Outbox {
        /** Most records that are sent at a time. */
        @WithDefault("500")
        int batchRecords();

        /** How often the outbox is looked into when nothing says that it holds something. */
        @WithDefault("200ms")
        Duration interval();

        /** How long the broker may take for a batch before it is tried again. */
        @WithDefault("10s")
        Duration deliveryTimeout();
    }
}
