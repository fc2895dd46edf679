package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kuajie.kernel.Money;
import io.kuajie.recommend.app.RecommendationResponse.Entry;
import io.kuajie.recommend.app.RecommendationResponse.Incentive;
import io.kuajie.recommend.app.RecommendationResponse.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationSerializerTest {
    private final ObjectMapper own = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void list_withEverything_isWrittenAsItIsBoundAndCanBeReadAgain() throws IOException {
        // Given
        Money price = new Money(9900, "CNY");
        Incentive offer = new Incentive("c1", "coupon", "立减", Instant.parse("2026-11-23T02:51:00Z"), null, price, null);
        RecommendationResponse response = new RecommendationResponse(
                "r-1",
                List.of(
                        new Entry(
                                ItemView.of(
                                        "blossom:serum", "beauty", "精华“液”\n", price, "https://image", "https://link"),
                                0.123456,
                                Reason.of("bought-item", "因为你购买了「serum」", List.of("academy:a", "academy:b")),
                                offer),
                        new Entry(
                                ItemView.of("blossom:x", null, null, null, null, null),
                                0,
                                Reason.of("popular", null, List.of()),
                                null)),
                "co-occurrence-1",
                "clicks",
                "ranked",
                "none",
                "0@1,1@2",
                List.of("model", "clicks"),
                17);

        // When
        String written = own.writeValueAsString(response);

        // Then
        assertThat(written).isEqualTo(bound().writeValueAsString(response));
        assertThat(own.writeValueAsString(ListReader.read(own, written.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(written);
    }

    @Test
    void list_whole_namesNothingLeftOut() throws JsonProcessingException {
        // Given
        RecommendationResponse response =
                new RecommendationResponse("r-1", List.of(), "m", "relevance", "", "popular", "", List.of(), 1);

        // When
        String written = own.writeValueAsString(response);

        // Then
        assertThat(written).isEqualTo(bound().writeValueAsString(response)).doesNotContain("leftOut");
    }

    private ObjectMapper bound() {
        return own.copy().setAnnotationIntrospector(new WithoutSerializers());
    }

    /** Binds records by their fields. */
    private static final class WithoutSerializers extends JacksonAnnotationIntrospector {
        @Override
        public @Nullable Object findSerializer(Annotated annotated) {
            return null;
        }
    }
}
