package io.kuajie.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {
    private static final ReleasedSchemas RELEASED = new ReleasedSchemas(Path.of("src/main/resources/released"));

    static List<Schema> current() {
        return ReleasedSchemas.current();
    }

    @ParameterizedTest
    @MethodSource("current")
    void currentSchema_againstEveryReleasedVersion_readsAndIsRead(Schema schema) throws IOException {
        // When
        List<Schema> versions = RELEASED.versionsOf(schema);

        // Then
        assertThat(versions)
                .as("versions of %s; write the first one as schemas/events/README.md says", schema.getFullName())
                .isNotEmpty();
        for (Schema version : versions) {
            assertThat(ReleasedSchemas.obstacles(schema, version)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("current")
    void latestVersion_isTheCurrentSchema(Schema schema) throws IOException {
        // Then
        assertThat(RELEASED.versionsOf(schema).getLast())
                .as("latest version of %s; write the next one as schemas/events/README.md says", schema.getFullName())
                .isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("current")
    void currentSchema_keepsTheRulesOfOpenSchemas(Schema schema) {
        // Given
        List<String> broken = new ArrayList<>();

        // When
        check(schema, schema.getName(), broken);

        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void releasedFolders_belongToCurrentSchemas() throws IOException {
        // Given
        List<String> names = current().stream().map(Schema::getFullName).toList();

        // When
        try (var folders = Files.list(RELEASED.folder())) {
            // Then
            assertThat(folders.map(folder -> folder.getFileName().toString())).isSubsetOf(names);
        }
    }

    @Test
    void requiredFieldAdded_isAnObstacle() {
        // Given
        Schema first =
                SchemaBuilder.record("Visit").fields().requiredString("page").endRecord();
        Schema second = SchemaBuilder.record("Visit")
                .fields()
                .requiredString("page")
                .requiredLong("at")
                .endRecord();

        // When, Then
        assertThat(ReleasedSchemas.obstacles(second, first))
                .singleElement()
                .asString()
                .contains("at");
    }

    @Test
    void requiredFieldRemoved_isAnObstacle() {
        // Given
        Schema first = SchemaBuilder.record("Visit")
                .fields()
                .requiredString("page")
                .requiredLong("at")
                .endRecord();
        Schema second =
                SchemaBuilder.record("Visit").fields().requiredString("page").endRecord();

        // When, Then
        assertThat(ReleasedSchemas.obstacles(second, first)).isNotEmpty();
    }

    @Test
    void nullableFieldAdded_isNoObstacle() {
        // Given
        Schema first =
                SchemaBuilder.record("Visit").fields().requiredString("page").endRecord();
        Schema second = SchemaBuilder.record("Visit")
                .fields()
                .requiredString("page")
                .optionalLong("at")
                .endRecord();

        // When, Then
        assertThat(ReleasedSchemas.obstacles(second, first)).isEmpty();
    }

    @Test
    void release_runTwice_writesEachVersionOnce(@TempDir Path folder) throws IOException {
        // Given
        ReleasedSchemas released = new ReleasedSchemas(folder);
        List<Path> first = released.release();

        // When
        List<Path> second = released.release();

        // Then
        assertThat(first)
                .hasSize(current().size())
                .allSatisfy(file -> assertThat(file).exists());
        assertThat(second).isEmpty();
    }

    private static void check(Schema schema, String path, List<String> broken) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> checkField(field, path, broken));
            case ARRAY -> checkElements(schema.getElementType(), path, broken);
            case MAP -> check(schema.getValueType(), path, broken);
            case UNION -> checkUnion(schema, path, broken);
            case ENUM -> broken.add(path + ": an enum can't grow; use a string");
            default -> {}
        }
    }

    private static void checkField(Schema.Field field, String parent, List<String> broken) {
        String path = parent + "." + field.name();
        if (field.doc() == null || field.doc().isBlank()) {
            broken.add(path + ": says not what it is");
        }
        if (field.schema().isNullable() && !field.hasDefaultValue()) {
            broken.add(path + ": a nullable field must default to null");
        }
        check(field.schema(), path, broken);
    }

    private static void checkElements(Schema element, String path, List<String> broken) {
        if (Set.of(Schema.Type.FLOAT, Schema.Type.DOUBLE).contains(element.getType())) {
            broken.add(path + ": a vector must be bytes");
        }
        check(element, path, broken);
    }

    private static void checkUnion(Schema union, String path, List<String> broken) {
        List<Schema> types = union.getTypes();
        if (types.size() != 2 || types.getFirst().getType() != Schema.Type.NULL) {
            broken.add(path + ": a union must be of null and one type");
        }
        types.forEach(type -> check(type, path, broken));
    }
}
