package io.kuajie.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHashTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "academy:3f8a", "blossom:77c0|spenders", "知行课堂:新同学", "a longer key than one of sixteen bytes"
            })
    void partition_ofAnyKey_isWhereProducersPutIt(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (int partitions : new int[] {1, 3, 6, 96, 1_000_003}) {
            assertThat(KeyHash.partition(key, partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, partitions))
                    .isEqualTo(KeyHash.of(key) % partitions);
        }
    }
}
