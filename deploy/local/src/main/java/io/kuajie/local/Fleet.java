package io.kuajie.local;

import io.kuajie.embedded.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The four services of one stack, started and stopped side by side. */
final class Fleet implements AutoCloseable {
    private static final Duration READY_POLL = Duration.ofMillis(100);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    /** Heap of the process that learns, which would take a quarter of the machine's memory. */
    private static final long LEARNING_BYTES = 192L << 20;

    private final LocalStack.Settings settings;
    private final DataFolder data;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final Map<Service, ServiceProcess> processByService = new EnumMap<>(Service.class);
    private final CompletableFuture<ServiceProcess> firstDeath = new CompletableFuture<>();

    Fleet(LocalStack.Settings settings, DataFolder data) {
        this.settings = settings;
        this.data = data;
    }

    /** Starts all and waits until all are ready. */
    void start(Progress progress) {
        for (Service service : Service.values()) {
            ServiceProcess process = describe(service);
            processByService.put(service, process);
            process.start();
        }
        List<ServiceProcess> waiting = new ArrayList<>(processByService.values());
        while (!waiting.isEmpty()) {
            progress.report("waiting for "
                    + waiting.stream().map(p -> p.service().label()).collect(Collectors.joining(", ")));
            waiting.removeIf(process -> process.awaitReady(READY_POLL));
        }
    }

    ServiceProcess process(Service service) {
        return Objects.requireNonNull(processByService.get(service), "The services haven't been started.");
    }

    Collection<ServiceProcess> processes() {
        return processByService.values();
    }

    CompletableFuture<ServiceProcess> firstDeath() {
        return firstDeath;
    }

    @Override
    public void close() {
        List<Thread> stopping = processByService.values().stream()
                .map(process -> Thread.ofVirtual().start(process::stop))
                .toList();
        try (http) {
            for (Thread thread : stopping) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServiceProcess describe(Service service) {
        URI base = URI.create("http://localhost:" + settings.ports().of(service));
        return describe(service, service.label(), base, Map.of("quarkus.http.host", "127.0.0.1"));
    }

    /** An instance of a service, not started yet. @param name of its log and folder @param own settings that are its own */
    ServiceProcess describe(Service service, String name, URI base, Map<String, String> own) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(
                "smallrye.config.locations",
                PlatformFile.of(data, service).stream().map(Path::toString).collect(Collectors.joining(",")));
        properties.put("quarkus.http.host", base.getHost());
        properties.put("quarkus.http.port", Integer.toString(base.getPort()));
        properties.put(
                "kuajie.streams.state-dir",
                ServiceProcess.stateFolder(data, name).toString());
        // As in a cluster: a restarted service takes its partitions over at once, and waits for no session's end.
        properties.put("kuajie.streams.instance-id", "local");
        if (service == Service.RECOMMEND) {
            properties.put("kuajie.recommend.assume-consent", Boolean.toString(settings.assumeConsent()));
            properties.put("kuajie.recommend.assume-agreements", Boolean.toString(settings.assumeConsent()));
            properties.put(
                    "kuajie.recommend.models.folder",
                    ServiceProcess.stateFolder(data, name).resolve("models").toString());
            properties.put("kuajie.recommend.train.memory-bytes", Long.toString(LEARNING_BYTES));
        }
        if (service == Service.CAMPAIGN) {
            properties.put(
                    "kuajie.campaign.profile-service",
                    process(Service.PROFILE).base().toString());
        }
        properties.putAll(settings.properties());
        properties.putAll(settings.serviceProperties().getOrDefault(service, Map.of()));
        properties.putAll(own);
        ServiceCommand command = ServiceCommand.of(settings.root(), service, properties);
        return new ServiceProcess(service, name, data, command, base, http, firstDeath::complete);
    }
}
