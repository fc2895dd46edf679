package io.kuajie.profile.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final int PEOPLE = 2_000;
    private static final List<Member> MEMBERS = Blobs.people(new SplittableRandom(1), 4, PEOPLE / 4);

    @Test
    void sample_ofPartsInAnyOrder_isThatOfTheWhole() {
        // Given
        Sample whole = sample(IntStream.range(0, PEOPLE).boxed().toList());
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, PEOPLE).boxed().toList());
        Collections.shuffle(shuffled, new Random(1));

        // When
        Sample merged = new Sample(100, 7);
        for (int part = 0; part < 5; part++) {
            merged.mergeEncoded(
                    sample(shuffled.subList(part * 400, (part + 1) * 400)).encode());
        }

        // Then
        assertThat(merged.encode()).isEqualTo(whole.encode());
        assertThat(merged.members()).hasSize(100);
    }

    @Test
    void sample_ofManySeeds_takesEverybodyAlikeOften() {
        // Given
        int[] taken = new int[200];

        // When
        for (int seed = 0; seed < 2_000; seed++) {
            Sample sample = new Sample(20, seed);
            for (int i = 0; i < taken.length; i++) {
                sample.offer("academy:u" + i, MEMBERS.get(i));
            }
            for (Member member : sample.members()) {
                taken[MEMBERS.indexOf(member)]++;
            }
        }

        // Then: 200 expected each, with a deviation of 13.4
        assertThat(IntStream.of(taken)).allMatch(times -> times >= 140 && times <= 260);
    }

    @Test
    void wants_somebodyWhoWouldNotStay_isFalse() {
        Sample sample = sample(IntStream.range(0, PEOPLE).boxed().toList());

        long wanted = IntStream.range(PEOPLE, 2 * PEOPLE)
                .filter(i -> sample.wants("academy:u" + i))
                .count();

        assertThat(wanted).isBetween(60L, 150L);
    }

    @Test
    void mergeEncoded_otherBytes_areRefused() {
        Sample sample = new Sample(10, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> sample.mergeEncoded(new byte[] {9, 1, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> sample.mergeEncoded(new byte[] {2, 1, 5}));
    }

    private static Sample sample(List<Integer> people) {
        Sample sample = new Sample(100, 7);
        people.forEach(i -> {
            if (sample.wants("academy:u" + i)) {
                sample.offer("academy:u" + i, MEMBERS.get(i));
            }
        });
        return sample;
    }
}
