package io.kuajie.recommend.domain.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListPlacesTest {
    private final PackedLists lists = new PackedLists();
    private final ListPlaces places = new ListPlaces(lists);
    private final Map<UUID, Long> expected = new LinkedHashMap<>();

    @Test
    void places_comeAndGo_asInAMapInTheOrderOfInsertion() {
        SplittableRandom random = new SplittableRandom(5);
        for (int most : new int[] {0, 1, 3, 700, 2_000, 10}) {
            for (int n = 0; n < 3_000; n++) {
                // When
                UUID request = new UUID(random.nextLong(), random.nextLong());
                long place = lists.add(list(request));
                places.add(request, place);
                expected.put(request, place);
                while (places.size() > most) {
                    assertThat(places.eldest()).isEqualTo(eldest().getValue());
                    places.removeEldest();
                    UUID gone = eldest().getKey();
                    expected.remove(gone);
                    assertThat(places.find(gone)).isEqualTo(ListPlaces.NOWHERE);
                }
            }

            // Then
            assertThat(places.size()).isEqualTo(expected.size());
            assertThat(places.stream()).containsExactlyElementsOf(expected.values());
            expected.forEach(
                    (request, place) -> assertThat(places.find(request)).isEqualTo(place));
        }
    }

    @Test
    void requests_ofTheSameHash_areToldApart() {
        // Given
        UUID one = new UUID(1, 2);
        UUID other = new UUID(2, 1);
        assertThat(one).hasSameHashCodeAs(other);

        // When
        long place = lists.add(list(one));
        places.add(one, place);

        // Then
        assertThat(places.find(one)).isEqualTo(place);
        assertThat(places.find(other)).isEqualTo(ListPlaces.NOWHERE);
    }

    private Map.Entry<UUID, Long> eldest() {
        return expected.entrySet().iterator().next();
    }

    private static ServedList list(UUID request) {
        return new ServedList(
                request,
                Instant.EPOCH,
                new PartnerId("academy"),
                null,
                "",
                "home",
                ModelKind.NONE,
                0,
                new int[0],
                new double[0],
                new int[0],
                new int[0],
                new double[0]);
    }
}
