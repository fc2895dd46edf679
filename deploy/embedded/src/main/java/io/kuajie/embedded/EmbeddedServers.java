package io.kuajie.embedded;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The three servers as child processes, started at the same time. */
public record EmbeddedServers(KafkaServer kafka, RegistryServer registry, PostgresServer postgres) implements Servers {
    /** Servers with temporary data. */
    static EmbeddedServers start(Progress progress) {
        return start(KafkaSettings.temporary(), RegistrySettings.temporary(), PostgresSettings.temporary(), progress);
    }

    /** Starts all three and waits for them. @throws ServerStartException if one doesn't start; none is left running then */
    public static EmbeddedServers start(
            KafkaSettings kafkaSettings,
            RegistrySettings registrySettings,
            PostgresSettings postgresSettings,
            Progress progress) {
        var kafka = begin(() -> KafkaServer.start(kafkaSettings, progress));
        var registry = begin(() -> RegistryServer.start(registrySettings, progress));
        var postgres = begin(() -> PostgresServer.start(postgresSettings, progress));
        try {
            return new EmbeddedServers(kafka.join(), registry.join(), postgres.join());
        } catch (CompletionException e) {
            closeStarted(List.of(kafka, registry, postgres));
            throw e.getCause() instanceof ServerStartException reason ? reason : e;
        }
    }

    private static <S extends Server> CompletableFuture<S> begin(Supplier<S> start) {
        return CompletableFuture.supplyAsync(start, task -> Thread.ofPlatform().start(task));
    }

    private static void closeStarted(List<CompletableFuture<? extends Server>> starts) {
        List<CompletableFuture<Void>> closings = new ArrayList<>();
        for (CompletableFuture<? extends Server> start : starts) {
            closings.add(start.thenAccept(Server::close).exceptionally(failure -> null));
        }
        closings.forEach(CompletableFuture::join);
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return registry.url();
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String jdbcUser() {
        return postgres.user();
    }

    @Override
    public String jdbcPassword() {
        return postgres.password();
    }

    @Override
    public void close() {
        postgres.close();
        registry.close();
        kafka.close();
    }
}
