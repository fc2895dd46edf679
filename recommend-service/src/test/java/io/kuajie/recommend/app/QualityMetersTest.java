package io.kuajie.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.feedback.ModelKind;
import io.kuajie.recommend.domain.feedback.ServedList;
import io.kuajie.recommend.domain.feedback.Sign.Kind;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.LiveModel.Origin;
import io.kuajie.recommend.domain.quality.ListQuality;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QualityMetersTest {
    private final Town town = new Town(true);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final QualityMeters meters = new QualityMeters(
            registry,
            town.items,
            new ListQuality(town.items, town.population.crowd().popularity(), Duration.ofHours(1), 1),
            town.models);

    @Test
    void places_areCountedByThePartnerOfTheItem() {
        // When
        meters.served(list(Town.NOW));
        meters.served(list(Town.NOW));

        // Then
        assertThat(registry.get("kuajie.recommend.places")
                        .tag("partner", "blossom")
                        .counter()
                        .count())
                .isEqualTo(4);
        assertThat(registry.get("kuajie.recommend.places")
                        .tag("partner", "petal")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void outcomes_areCountedByTheKindOfModel() {
        // When
        meters.hear(Kind.SHOWN, list(Town.NOW), 0, Town.NOW);
        meters.hear(Kind.SHOWN, list(Town.NOW), 1, Town.NOW);
        meters.hear(Kind.CLICKED, list(Town.NOW), 1, Town.NOW);

        // Then
        assertThat(outcomes("shown")).isEqualTo(2);
        assertThat(outcomes("clicked")).isEqualTo(1);
    }

    @Test
    void modelInfo_namesTheModelInUseAndNoFormerOne() {
        // When
        meters.served(list(Town.NOW));
        assertThat(registry.get("kuajie.recommend.model.info")
                        .tag("id", "none")
                        .gauge()
                        .value())
                .isEqualTo(1);
        town.models.use(new LiveModel(new Origin("m-17", Town.NOW, Instant.EPOCH, 0, 0), List.of()));
        meters.served(list(Town.NOW));

        // Then
        assertThat(registry.get("kuajie.recommend.model.info").gauges())
                .extracting(gauge -> gauge.getId().getTag("id"))
                .containsExactly("m-17");
    }

    @Test
    void figures_ofTheLastWindow_areGauges() {
        // Given
        town.list("blossom:a", "甲", "x");
        town.list("blossom:b", "乙", "x");
        town.list("blossom:c", "丙", "x");

        // When
        meters.served(list(Town.NOW));
        meters.served(list(Town.NOW.plus(Duration.ofHours(1))));

        // Then: two of three; the third is without an entry in its partner's catalogue, and may be shown, yet of no
        // known domain
        assertThat(registry.get("kuajie.recommend.coverage").gauge().value()).isEqualTo(2 / 3.0);
        assertThat(registry.get("kuajie.recommend.drift")
                        .tag("of", "score")
                        .gauge()
                        .value())
                .isNaN();
    }

    private double outcomes(String kind) {
        return registry.get("kuajie.recommend.model.outcomes")
                .tag("kind", kind)
                .tag("model", "auto")
                .counter()
                .count();
    }

    private ServedList list(Instant at) {
        int[] items = {number("blossom:a"), number("blossom:b"), number("petal:z")};
        return new ServedList(
                new UUID(1, 1),
                at,
                Town.ACADEMY,
                null,
                "",
                "",
                ModelKind.AUTO,
                0,
                items,
                new double[3],
                new int[0],
                new int[0],
                new double[0]);
    }

    private int number(String item) {
        return town.items.of(Town.key(item)).number();
    }
}
