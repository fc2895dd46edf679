package io.kuajie.recommend.domain.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.serving.Recommender;
import org.junit.jupiter.api.Test;

class ModelKindTest {
    @Test
    void kind_ofAReplysModel_isWhatOrderedTheList() {
        assertThat(ModelKind.of(Recommender.MODEL)).isEqualTo(ModelKind.NONE);
        assertThat(ModelKind.of(Recommender.MODEL + "+m-17")).isEqualTo(ModelKind.AUTO);
        assertThat(ModelKind.of(Recommender.MODEL + "+m-17+clicks-3")).isEqualTo(ModelKind.CLICKS);
        assertThat(ModelKind.of(Recommender.MODEL + "+clicks-3")).isEqualTo(ModelKind.CLICKS);
        assertThat(ModelKind.of(Recommender.MODEL + "+m-17+orders-3")).isEqualTo(ModelKind.ORDERS);
        assertThat(ModelKind.of(Recommender.MODEL + "+orders-3" + ModelKind.VALUES))
                .isEqualTo(ModelKind.VALUE);
        assertThat(ModelKind.of(Recommender.TRENDS)).isEqualTo(ModelKind.TRENDS);
    }
}
