package io.kuajie.released;

import io.kuajie.topics.TopicCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;

/** The snapshots of released schemas: {@code FOLDER/<full name>/v<number>.avsc}, each complete in itself. */
record ReleasedSchemas(Path folder) {
    /** The records that topics carry, as they are now. */
    static List<Schema> current() {
        return TopicCatalog.all().stream()
                .map(topic -> SpecificData.get().getSchema(topic.value()))
                .distinct()
                .sorted(Comparator.comparing(Schema::getFullName))
                .toList();
    }

    /** All versions of a record, the first first. */
    List<Schema> versionsOf(Schema schema) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; Files.exists(file(schema, version)); version++) {
            versions.add(new Schema.Parser().parse(Files.readString(file(schema, version))));
        }
        return versions;
    }

    /** What keeps two schemas from reading each other's records; empty if they do, both ways. */
    static List<String> obstacles(Schema one, Schema other) {
        List<String> obstacles = new ArrayList<>();
        obstacles.addAll(obstaclesOfReading(one, other));
        obstacles.addAll(obstaclesOfReading(other, one));
        return obstacles;
    }

    /** Writes the next version of each record that differs from its latest. @return the files written */
    List<Path> release() throws IOException {
        List<Path> written = new ArrayList<>();
        for (Schema schema : current()) {
            List<Schema> versions = versionsOf(schema);
            if (versions.isEmpty() || !versions.getLast().equals(schema)) {
                Path file = file(schema, versions.size() + 1);
                Files.createDirectories(file.getParent());
                written.add(Files.writeString(file, schema.toString(true) + "\n"));
            }
        }
        return written;
    }

    private Path file(Schema schema, int version) {
        return folder.resolve(schema.getFullName()).resolve("v" + version + ".avsc");
    }

    private static List<String> obstaclesOfReading(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return result.getResult().getIncompatibilities().stream()
                .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }
}
