package io.kuajie.ingest.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void context_ofAHeader_goesOnAsItIs() {
        // When
        TraceContext context = TraceContext.of(PARENT);
        // Then
        assertThat(context.toString()).isEqualTo(PARENT);
        assertThat(context.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(context.headers())
                .singleElement()
                .extracting(Header::key, header -> new String(header.value(), StandardCharsets.US_ASCII))
                .containsExactly("traceparent", PARENT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "zhang@example.cn",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void context_ofSomethingElse_isOneOfItsOwnThatIsNotSampled(String header) {
        // When
        TraceContext context = TraceContext.of(header);
        // Then
        assertThat(TraceContext.told(header)).isNull();
        assertThat(TraceContext.told(context.toString())).isNotNull();
        assertThat(context.toString()).endsWith("-00");
    }

    @Test
    void contexts_begun_areAllDifferent() {
        // Given
        Set<String> ids = new HashSet<>();
        // When
        for (int n = 0; n < 1_000; n++) {
            ids.add(TraceContext.begun().id());
        }
        // Then
        assertThat(ids).hasSize(1_000);
    }
}
