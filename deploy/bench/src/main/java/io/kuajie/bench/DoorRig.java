package io.kuajie.bench;

import io.kuajie.embedded.KafkaServer;
import io.kuajie.embedded.KafkaSettings;
import io.kuajie.embedded.RegistryServer;
import io.kuajie.embedded.RegistrySettings;
import io.kuajie.testkit.TestKeys;
import io.kuajie.topics.TopicSetup;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A broker, a registry and one service, each a process of its own; nothing else of the platform. */
final class DoorRig implements AutoCloseable {
    static final int PARTITIONS = 6;
    /** The same for the service and for every baseline that is a process. */
    static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders",
            // As in the services' images.
            "-XX:+UseTransparentHugePages",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final KafkaServer kafka;
    private final RegistryServer registry;
    private final Path root =
            Path.of(Optional.ofNullable(System.getProperty("kuajie.root")).orElse("."));
    private final List<Process> processes = new ArrayList<>();

    DoorRig() {
        kafka = KafkaServer.start(KafkaSettings.measured());
        registry = RegistryServer.start(RegistrySettings.temporary());
        new TopicSetup(kafka.bootstrapServers(), "", PARTITIONS, (short) 1).ensure();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    URI registryUrl() {
        return registry.url();
    }

    /** Starts ingest-service and waits until it is ready. @return where it listens */
    URI startService(Map<String, String> settings) throws IOException, InterruptedException {
        return startService("ingest-service", List.of(), settings);
    }

    /** Starts a service and waits until it is ready. @param jvm further options @return where it listens */
    URI startService(String module, List<String> jvm, Map<String, String> settings)
            throws IOException, InterruptedException {
        return startService(root, module, jvm, settings);
    }

    /** The same from another checkout, which is built already. */
    URI startService(Path root, String module, List<String> jvm, Map<String, String> settings)
            throws IOException, InterruptedException {
        URI base = URI.create("http://127.0.0.1:" + freePort());
        Map<String, String> properties = new TreeMap<>(TestKeys.configuration());
        properties.put("kuajie.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("kuajie.registry.url", registry.url().toString());
        properties.put(
                "kuajie.streams.state-dir",
                Files.createTempDirectory("kuajie-bench-state").toString());
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", Integer.toString(base.getPort()));
        properties.putAll(settings);
        List<String> command = new ArrayList<>(jvm);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(jvm.size(), ServiceRun.moreOptions());
        command.add("-jar");
        command.add(root.resolve(module + "/target/quarkus-app/quarkus-run.jar").toString());
        launch(command, URI.create(base + "/q/health/ready"));
        return base;
    }

    /** Starts the endpoint that answers a constant. @return where it listens */
    URI startConstant() throws IOException, InterruptedException {
        return startConstant(Constant.LEAST);
    }

    /** The same with an answer of so many bytes. */
    URI startConstant(int answerBytes) throws IOException, InterruptedException {
        URI base = URI.create("http://127.0.0.1:" + freePort());
        List<String> command = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Constant.class.getName(),
                Integer.toString(base.getPort()),
                Integer.toString(answerBytes));
        launch(command, base);
        return base;
    }

    /** Processor seconds used so far by the n-th process that was started. */
    double cpuSeconds(int process) {
        return CpuTime.secondsOf(List.of(processes.get(process).pid()));
    }

    /** Processor seconds used so far by each of the threads that compile in the n-th process that was started, by their id. */
    Map<String, Double> compilerSeconds(int process) {
        return CpuTime.secondsOfThreads(processes.get(process).pid(), "CompilerThre");
    }

    /** Resident memory of the n-th process that was started. */
    long residentBytes(int process) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", Long.toString(processes.get(process).pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Lets the n-th process that was started collect all its garbage, so that what starting left behind is not collected in between. */
    void collectGarbage(int process) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        int status = new ProcessBuilder(
                        jcmd, Long.toString(processes.get(process).pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("The garbage of a process could not be collected: %d.".formatted(status));
        }
    }

    double brokerCpuSeconds() {
        return CpuTime.secondsOf(List.of(kafka.pid()));
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        registry.close();
        kafka.close();
        processes.forEach(Process::destroyForcibly);
    }

    private void launch(List<String> arguments, URI probe) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(arguments);
        Path log = Files.createTempFile("kuajie-bench", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(probe)) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new IllegalStateException("A process is not ready; its log is " + log);
            }
            Thread.sleep(100);
        }
    }

    private static boolean isReady(URI probe) {
        try {
            HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
