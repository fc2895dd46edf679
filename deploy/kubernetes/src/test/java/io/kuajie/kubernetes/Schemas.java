package io.kuajie.kubernetes;

import java.util.List;

/** Says what the Kubernetes API would refuse in a manifest, and what it would silently drop. */
final class Schemas {
    private static final String STRIMZI = "kafka.strimzi.io/";

    private Schemas() {}

    /** @return a sentence for each fault; empty if there is none */
    static List<String> faults(Manifest manifest) {
        return manifest.apiVersion().startsWith(STRIMZI)
                ? StrimziSchema.faults(manifest)
                : CoreSchema.faults(manifest.json(), manifest.apiVersion() + " " + manifest.kind());
    }
}
