package io.kuajie.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreShardTest {
    @ParameterizedTest
    @CsvSource({"people, 0, 1", "people, 11, 12", "recommend-service/people, 2, 3", "people-0-of-2, 1, 4"})
    void shard_thatIsNamed_isReadAgain(String store, int number, int count) {
        StoreShard shard = new StoreShard(store, number, count);
        assertThat(StoreShard.parse(shard.name())).contains(shard);
    }

    @Test
    void name_tellsStoreNumberAndCount() {
        assertThat(new StoreShard("people", 1, 3).name()).isEqualTo("people-1-of-3");
    }

    @Test
    void all_ofAnyShard_areTheWholeStore() {
        assertThat(new StoreShard("people", 1, 3).all())
                .extracting(StoreShard::name)
                .containsExactly("people-0-of-3", "people-1-of-3", "people-2-of-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"people", "people-3-of-3", "people-0-of-0", "-0-of-1", "people-1-of-12345678"})
    void name_thatIsNoShards_isReadAsNone(String name) {
        assertThat(StoreShard.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, 2", "0, 0"})
    void shard_thatCannotBe_isRefused(int number, int count) {
        assertThatThrownBy(() -> new StoreShard("people", number, count)).isInstanceOf(IllegalArgumentException.class);
    }
}
