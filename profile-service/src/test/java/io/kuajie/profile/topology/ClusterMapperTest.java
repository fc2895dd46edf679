package io.kuajie.profile.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.events.ClusterModel;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class ClusterMapperTest {
    private static final Schema NOW = ClusterModel.getClassSchema();
    private static final Clusters CLUSTERS = model(List.of(
            new Clusters.Family("f1", List.of("c1", "c4"), 30, titles("beauty")),
            new Clusters.Family("f3", List.of("c2", "c5"), 25, titles("course"))));

    @Test
    void fromRecord_ofARecordOfTheSame_isTheSame() {
        assertThat(ClusterMapper.fromRecord(ClusterMapper.toRecord(CLUSTERS)))
                .usingRecursiveComparison()
                .isEqualTo(CLUSTERS);
    }

    /** Services are updated one after the other, and the topic keeps old records. */
    @Test
    void record_betweenTheFirstVersionAndThis_losesNothingButFamilies() throws IOException {
        // Given
        Schema first = firstVersion();
        byte[] written = bytes(new SpecificDatumWriter<>(ClusterModel.class), ClusterMapper.toRecord(CLUSTERS));

        // When
        GenericRecord readByFirst = read(new GenericDatumReader<>(NOW, first), written);
        byte[] writtenByFirst = bytes(new GenericDatumWriter<>(first), readByFirst);
        ClusterModel read = read(new SpecificDatumReader<>(first, NOW), writtenByFirst);

        // Then
        assertThat(ClusterMapper.fromRecord(read)).usingRecursiveComparison().isEqualTo(model(List.of()));
    }

    private static Schema firstVersion() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                ClusterModel.class.getResourceAsStream("/released/io.kuajie.events.ClusterModel/v1.avsc"))) {
            return new Schema.Parser().parse(file);
        }
    }

    private static <T> byte[] bytes(DatumWriter<T> writer, T value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @SuppressWarnings("NullAway") // Avro asks for nothing to be used again as null.
    private static <T> T read(DatumReader<T> reader, byte[] bytes) throws IOException {
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static Clusters model(List<Clusters.Family> families) {
        return new Clusters(
                "kmeans-7",
                VectorLayout.VERSION,
                List.of(group("c1", 10), group("c2", 15), group("c4", 20), group("c5", 10)),
                families,
                55,
                12.5,
                0.4,
                9,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Clusters.Group group(String id, long size) {
        float[] centre = new float[VectorLayout.DIMENSION];
        centre[(int) size] = 0.5f;
        return new Clusters.Group(id, centre, size, titles("group " + id));
    }

    private static Map<String, String> titles(String text) {
        return Map.of("en", text, "zh-CN", "群：" + text);
    }
}
