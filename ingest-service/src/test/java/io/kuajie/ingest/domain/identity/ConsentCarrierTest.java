package io.kuajie.ingest.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.identity.ConsentCarrier.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConsentCarrierTest {
    private static final String FORMER = "academy:former";
    private static final String PRESENT = "academy:present";

    private final Map<String, byte[]> stored = new HashMap<>();
    /** What readers of the topic hold of a leaf, who go by the time words were said. */
    private final Map<String, Said> heard = new HashMap<>();

    private final Map<String, Long> erasedAt = new HashMap<>();
    private final List<String> carried = new ArrayList<>();
    private final ConsentCarrier carrier = new ConsentCarrier(
            new ConsentCarrier.Store() {
                @Override
                public byte @Nullable [] get(String leaf) {
                    return stored.get(leaf);
                }

                @Override
                public void put(String leaf, byte @Nullable [] words) {
                    if (words == null) {
                        stored.remove(leaf);
                    } else {
                        stored.put(leaf, words);
                    }
                }

                @Override
                public long erasedAt(String leaf) {
                    return erasedAt.getOrDefault(leaf, Long.MIN_VALUE);
                }
            },
            (leaf, said) -> {
                carried.add(leaf + " " + said.purpose() + " " + said.status());
                hear(leaf, said);
            });

    @Test
    void rotation_ofALeafWithConsents_carriesThemAsTheyWereSaid() {
        // Given
        say(FORMER, new Said("marketing", "GRANTED", 5, 99L, "v2"));
        say(FORMER, new Said("analytics", "DENIED", 6, null, null));
        // When
        carrier.rotated(FORMER, PRESENT, 7);
        carrier.rotated(FORMER, PRESENT, 8);
        // Then
        assertThat(carried).containsExactly(PRESENT + " analytics DENIED", PRESENT + " marketing GRANTED");
        assertThat(heard).containsEntry(PRESENT + "|marketing", new Said("marketing", "GRANTED", 5, 99L, "v2"));
    }

    @Test
    void revocation_underThePresentLeaf_isNotUndoneByWhatTheFormerSaidBefore() {
        // Given
        say(FORMER, said("GRANTED", 5));
        carrier.rotated(FORMER, PRESENT, 7);
        // When
        say(PRESENT, said("REVOKED", 9));
        say(FORMER, said("GRANTED", 8));
        carrier.rotated(FORMER, PRESENT, 10);
        // Then
        assertThat(standing(PRESENT)).isEqualTo("REVOKED");
    }

    @Test
    void revocation_underTheFormerLeafAfterItsRotation_reachesThePresentOne() {
        // Given
        say(FORMER, said("GRANTED", 5));
        carrier.rotated(FORMER, PRESENT, 7);
        // When
        say(FORMER, said("REVOKED", 9));
        // Then
        assertThat(standing(PRESENT)).isEqualTo("REVOKED");
    }

    @Test
    void rotation_overTwoSecrets_carriesTwice() {
        // Given
        carrier.rotated(FORMER, "academy:between", 3);
        carrier.rotated("academy:between", PRESENT, 4);
        // When
        say(FORMER, said("GRANTED", 5));
        // Then
        assertThat(standing(PRESENT)).isEqualTo("GRANTED");
    }

    @Test
    void rotation_inACircle_ends() {
        // Given
        carrier.rotated(FORMER, PRESENT, 3);
        carrier.rotated(PRESENT, FORMER, 4);
        // When
        say(FORMER, said("GRANTED", 5));
        // Then
        assertThat(carried).containsExactly(PRESENT + " marketing GRANTED");
    }

    @Test
    void erasure_forgetsWhatWasSaidAndWhoCameAfterWhom() {
        // Given
        say(FORMER, said("GRANTED", 5));
        // When
        erasedAt.put(FORMER, 6L);
        carrier.erase(FORMER, 6);
        boolean isForgotten = !stored.containsKey(FORMER);
        say(FORMER, said("GRANTED", 5));
        carrier.rotated(FORMER, PRESENT, 5);
        carrier.rotated(FORMER, PRESENT, 7);
        // Then
        assertThat(isForgotten).isTrue();
        assertThat(carried).isEmpty();
    }

    @Test
    void words_inAnyOrder_leaveTheLatestForThePresentLeaf() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            // Given
            stored.clear();
            heard.clear();
            List<Runnable> acts = new ArrayList<>();
            for (int at = 1; at <= 6; at++) {
                Said said = said(random.nextBoolean() ? "GRANTED" : "REVOKED", at);
                String leaf = random.nextBoolean() ? FORMER : PRESENT;
                acts.add(() -> say(leaf, said));
            }
            String latest =
                    said(random.nextBoolean() ? "GRANTED" : "REVOKED", 7).status();
            acts.add(() -> say(FORMER, said(latest, 7)));
            acts.add(() -> carrier.rotated(FORMER, PRESENT, 3));
            // When
            Collections.shuffle(acts, random);
            acts.forEach(Runnable::run);
            // Then
            assertThat(standing(PRESENT)).isEqualTo(latest);
        }
    }

    /** As it stands in the topic: readers hear it, and so does the carrier. */
    private void say(String leaf, Said said) {
        hear(leaf, said);
        carrier.said(leaf, said);
    }

    private void hear(String leaf, Said said) {
        heard.merge(leaf + "|" + said.purpose(), said, (known, now) -> known.at() > now.at() ? known : now);
    }

    private @Nullable String standing(String leaf) {
        Said said = heard.get(leaf + "|marketing");
        return said == null ? null : said.status();
    }

    private static Said said(String status, long at) {
        return new Said("marketing", status, at, null, null);
    }
}
