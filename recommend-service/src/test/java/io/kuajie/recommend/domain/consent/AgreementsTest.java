package io.kuajie.recommend.domain.consent;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BLOSSOM;
import static io.kuajie.recommend.domain.Town.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementsTest {
    private static final List<PartnerId> PARTNERS = List.of(ACADEMY, BLOSSOM, new PartnerId("petal"));
    private static final Set<DataUse> ALL = EnumSet.allOf(DataUse.class);

    /** One version, as it stands in the topic. */
    private record Version(
            PartnerId source,
            PartnerId target,
            long number,
            Set<DataUse> uses,
            Instant from,
            @Nullable Instant until) {}

    @Test
    void agreements_readInAnyOrder_allowWhatTheHighestVersionSays() {
        Random random = new Random(50);
        for (int round = 0; round < 300; round++) {
            // Given
            List<Version> versions = versions(random);
            List<Version> shuffled = new ArrayList<>(versions);
            Collections.shuffle(shuffled, random);
            Agreements agreements = new Agreements(round % 2 == 0);

            // When
            shuffled.forEach(version -> put(version, agreements));

            // Then
            for (PartnerId source : PARTNERS) {
                for (PartnerId target : PARTNERS) {
                    for (DataUse use : DataUse.values()) {
                        Instant at = moment(random);
                        assertThat(agreements.allows(source, target, use, at))
                                .isEqualTo(isAllowed(versions, source, target, use, at, round % 2 == 0));
                    }
                }
            }
        }
    }

    @Test
    void agreement_holdsFromItsFirstMomentUntilItsEnd() {
        // When
        Agreements agreements = new Agreements(false);
        agreements.put(ACADEMY, BLOSSOM, 1, ALL, NOW, NOW.plusMillis(2));

        // Then
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.ITEM, NOW.minusMillis(1)))
                .isFalse();
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.ITEM, NOW)).isTrue();
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.ITEM, NOW.plusMillis(1)))
                .isTrue();
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.ITEM, NOW.plusMillis(2)))
                .isFalse();
        assertThat(agreements.allows(BLOSSOM, ACADEMY, DataUse.ITEM, NOW)).isFalse();
    }

    @Test
    void assumedAgreement_endsWithTheFirstVersion() {
        // Given
        Agreements agreements = new Agreements(true);
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.ITEM, NOW)).isTrue();

        // When
        agreements.put(ACADEMY, BLOSSOM, 1, Set.of(), NOW, null);

        // Then
        assertThat(agreements.allows(ACADEMY, BLOSSOM, DataUse.BEHAVIOR, NOW)).isFalse();
        assertThat(agreements.allows(BLOSSOM, ACADEMY, DataUse.BEHAVIOR, NOW)).isTrue();
    }

    private static List<Version> versions(Random random) {
        List<Version> versions = new ArrayList<>();
        int count = random.nextInt(8);
        for (int number = 1; number <= count; number++) {
            Instant from = moment(random);
            Instant until = random.nextBoolean() ? null : from.plusSeconds(1 + random.nextInt(5));
            versions.add(new Version(
                    PARTNERS.get(random.nextInt(PARTNERS.size())),
                    PARTNERS.get(random.nextInt(PARTNERS.size())),
                    number,
                    uses(random),
                    from,
                    until));
        }
        return versions;
    }

    private static Set<DataUse> uses(Random random) {
        Set<DataUse> uses = EnumSet.noneOf(DataUse.class);
        for (DataUse use : DataUse.values()) {
            if (random.nextBoolean()) {
                uses.add(use);
            }
        }
        return uses;
    }

    private static Instant moment(Random random) {
        return NOW.plusSeconds(random.nextInt(10));
    }

    private static void put(Version version, Agreements agreements) {
        agreements.put(version.source, version.target, version.number, version.uses, version.from, version.until);
    }

    /** Word for word what agreements mean, without an index. */
    private static boolean isAllowed(
            List<Version> versions, PartnerId source, PartnerId target, DataUse use, Instant at, boolean isAssumed) {
        if (source.equals(target)) {
            return true;
        }
        return versions.stream()
                .filter(version -> version.source.equals(source) && version.target.equals(target))
                .max(Comparator.comparing(Version::number))
                .map(version -> version.uses.contains(use)
                        && !at.isBefore(version.from)
                        && (version.until == null || at.isBefore(version.until)))
                .orElse(isAssumed);
    }
}
