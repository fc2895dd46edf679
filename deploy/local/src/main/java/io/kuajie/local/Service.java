package io.kuajie.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One of the platform's services, in the order data flows, with its usual port and the memory it gets on one machine. */
public enum Service {
    INGEST(8101, 256),
    PROFILE(8102, 256),
    RECOMMEND(8103, 384),
    CAMPAIGN(8104, 192);

    private final int usualPort;
    private final int heapMegabytes;

    Service(int usualPort, int heapMegabytes) {
        this.usualPort = usualPort;
        this.heapMegabytes = heapMegabytes;
    }

    /** The short name, such as {@code ingest}; also names its log. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int usualPort() {
        return usualPort;
    }

    /** The folder of its module. */
    String module() {
        return label() + "-service";
    }

    /** Small heaps, one collector thread: the whole stack has to fit a laptop's spare memory. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-Xms%dm".formatted(heapMegabytes / 2),
                "-Xmx%dm".formatted(heapMegabytes),
                // From the start what the young could grow to: small ones are collected several times as often.
                "-Xmn%dm".formatted(heapMegabytes / 3),
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=96m",
                // What the service's jar asks for in its manifest, which counts only where the jar is run by itself.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (this == RECOMMEND) {
            // Scores and training run on vector registers.
            options.add("--add-modules=jdk.incubator.vector");
        }
        return options;
    }
}
