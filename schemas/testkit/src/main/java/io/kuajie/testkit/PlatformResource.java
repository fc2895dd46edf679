package io.kuajie.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test a {@link TestPlatform}, and puts a {@link TestTopics} into each field of the test class that has this
 * type.
 */
public final class PlatformResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestPlatform platform;
    private @Nullable TestTopics topics;

    @Override
    public Map<String, String> start() {
        TestPlatform made = TestPlatform.create();
        platform = made;
        topics = made.topics();
        Map<String, String> configuration = new LinkedHashMap<>(made.configuration());
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        if (topics != null) {
            injector.injectIntoFields(topics, new TestInjector.MatchesType(TestTopics.class));
        }
    }

    @Override
    public void stop() {
        if (topics != null) {
            topics.close();
        }
        if (platform != null) {
            delete(platform.stateFolder());
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The state folder %s can't be deleted.".formatted(folder), e);
        }
    }
}
