package io.kuajie.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strimzi's kinds, by the custom resource definitions that its own generator makes of its models. */
final class StrimziSchema {
    private static final Map<String, String> MODELS = Map.of(
            "Kafka", "io.strimzi.api.kafka.model.kafka.Kafka",
            "KafkaNodePool", "io.strimzi.api.kafka.model.nodepool.KafkaNodePool",
            "KafkaTopic", "io.strimzi.api.kafka.model.topic.KafkaTopic",
            "KafkaUser", "io.strimzi.api.kafka.model.user.KafkaUser");
    private static final Map<String, JsonObject> DEFINITIONS = generate();

    private StrimziSchema() {}

    static List<String> faults(Manifest manifest) {
        JsonObject definition = DEFINITIONS.get(manifest.kind());
        if (definition == null) {
            return List.of("The kind '%s' is not known here.".formatted(manifest.kind()));
        }
        for (var version : definition.getAsJsonObject("spec").getAsJsonArray("versions")) {
            String apiVersion =
                    "kafka.strimzi.io/" + version.getAsJsonObject().get("name").getAsString();
            if (apiVersion.equals(manifest.apiVersion())) {
                JsonObject schema =
                        version.getAsJsonObject().getAsJsonObject("schema").getAsJsonObject("openAPIV3Schema");
                return faults(manifest, new StructuralSchema(schema));
            }
        }
        return List.of("%s has no version %s.".formatted(manifest.kind(), manifest.apiVersion()));
    }

    /** A definition leaves metadata to the API server, which reads it like any other object's. */
    private static List<String> faults(Manifest manifest, StructuralSchema schema) {
        JsonObject body = manifest.json().deepCopy();
        JsonObject metadata = body.getAsJsonObject("metadata");
        body.add("metadata", new JsonObject());
        List<String> faults = new ArrayList<>(schema.faults(body, manifest.kind()));
        faults.addAll(CoreSchema.faults(metadata, CoreSchema.METADATA));
        return faults;
    }

    /** The generator is a program that ends its JVM and holds its own libraries, so it gets one of its own. */
    private static Map<String, JsonObject> generate() {
        try {
            Path folder = Files.createTempDirectory("definitions");
            List<String> call = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    ManifestFiles.FOLDER.resolve("target/strimzi") + "/*",
                    "io.strimzi.crdgenerator.CrdGenerator"));
            MODELS.forEach((kind, model) -> call.add(model + "=" + folder.resolve(kind)));
            Path log = folder.resolve("log");
            Process process = new ProcessBuilder(call)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("No definitions were made: " + Files.readString(log));
            }
            Files.delete(log);
            Map<String, JsonObject> definitions = new HashMap<>();
            for (String kind : MODELS.keySet()) {
                Path file = folder.resolve(kind);
                definitions.put(
                        kind, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
                Files.delete(file);
            }
            Files.delete(folder);
            return definitions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making the definitions.", e);
        }
    }
}
