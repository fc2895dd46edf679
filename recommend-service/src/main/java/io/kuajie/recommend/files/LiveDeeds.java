package io.kuajie.recommend.files;

import io.kuajie.events.Profile;
import io.kuajie.serde.AvroSerde;
import io.kuajie.serde.SchemaRegistry;
import io.kuajie.topics.TopicCatalog;
import io.kuajie.topics.TopicFollower;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Reads the people of the live topics up to their present end. */
final class LiveDeeds {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LiveDeeds() {}

    /** @throws FileFault if the brokers don't answer */
    static Deeds read(TrainOptions options, Consumer<String> notes) {
        Deeds deeds = new Deeds();
        Map<String, Object> client = client(options);
        String topic = TopicCatalog.PROFILE_STATE.on(options.prefix());
        try (SchemaRegistry registry = new SchemaRegistry(java.net.URI.create(options.registry()));
                AvroSerde<Profile> serde = AvroSerde.of(registry, TopicCatalog.PROFILE_STATE.value());
                TopicFollower<Profile> follower =
                        new TopicFollower<>(client, topic, serde, (key, profile, at, offset) -> {
                            deeds.remove(key);
                            if (profile != null) {
                                add(deeds, key, profile);
                            }
                        })) {
            notes.accept("reading %s".formatted(topic));
            while (!follower.isCaughtUp()) {
                LockSupport.parkNanos(LOOK.toNanos());
                follower.silentSince()
                        .filter(since -> since.plus(PATIENCE).isBefore(java.time.Instant.now()))
                        .ifPresent(since -> {
                            throw new FileFault("The brokers at %s have not answered since %s."
                                    .formatted(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), since));
                        });
            }
        }
        return deeds;
    }

    private static void add(Deeds deeds, String person, Profile profile) {
        profile.getItems().stream()
                .filter(item -> item.getMass() > 0)
                .forEach(item -> deeds.add(
                        person,
                        item.getItem(),
                        item.getDomain(),
                        new Dealing(item.getLastAt().getEpochSecond(), 1)));
    }

    private static Map<String, Object> client(TrainOptions options) {
        Map<String, Object> client = new HashMap<>();
        if (options.client() != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(options.client())) {
                properties.load(reader);
            } catch (IOException e) {
                throw new FileFault("%s can't be read: %s.".formatted(options.client(), e));
            }
            properties.forEach((name, value) -> client.put(name.toString(), value));
        }
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.topics());
        return client;
    }
}
