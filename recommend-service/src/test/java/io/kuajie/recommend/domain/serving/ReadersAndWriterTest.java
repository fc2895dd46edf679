package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.people.Deed;
import io.kuajie.recommend.domain.people.Person;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadersAndWriterTest {
    private static final int WRITES = 20_000;

    @Test
    void readers_whilePeopleAndCatalogueChange_getWholeAnswers() throws Exception {
        // Given
        Town town = new Town(true);
        town.list("blossom:0", "0", "k0");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            // When
            Future<?> people = threads.submit(() -> movePeople(town));
            Future<?> catalogue = threads.submit(() -> changeCatalogue(town, done));
            var readers = IntStream.range(0, 3)
                    .mapToObj(reader -> threads.submit(() -> ask(town, reader, done, answers)))
                    .toList();
            people.get(60, TimeUnit.SECONDS);
            done.set(true);

            // Then: whatever a thread has thrown comes out here
            catalogue.get(10, TimeUnit.SECONDS);
            for (Future<?> reader : readers) {
                reader.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(answers.get()).isPositive();
    }

    private static void movePeople(Town town) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < WRITES; i++) {
            Person person = somebody(town, random);
            if (random.nextInt(5) == 0) {
                town.population.remove(person.key());
            } else {
                town.population.put(person);
            }
        }
    }

    private static Person somebody(Town town, SplittableRandom random) {
        Deed[] deeds = random.ints(6, 0, 500)
                .distinct()
                .mapToObj(item -> Town.bought((item % 2 == 0 ? "academy:" : "blossom:") + item + "/k" + item % 7))
                .toArray(Deed[]::new);
        return town.portray("p" + random.nextInt(300), "c" + random.nextInt(4), deeds);
    }

    private static void changeCatalogue(Town town, AtomicBoolean done) {
        SplittableRandom random = new SplittableRandom(2);
        while (!done.get()) {
            int item = random.nextInt(250) * 2 + 1;
            long stock = random.nextInt(3);
            town.list("blossom:" + item, "t" + item, "k" + item % 7, stock, random.nextInt(5) == 0, Town.NOW);
        }
    }

    private static void ask(Town town, int seed, AtomicBoolean done, AtomicInteger answers) {
        SplittableRandom random = new SplittableRandom(seed);
        while (!done.get()) {
            Answer answer = town.recommender.recommend(Asks.at(ACADEMY, BEAUTY)
                    .user("p" + random.nextInt(300))
                    .diversity(random.nextInt(2) * 0.5)
                    .ask());
            assertThat(answer.items()).doesNotHaveDuplicates().allSatisfy(item -> {
                assertThat(item.node().domain()).isEqualTo(BEAUTY);
                assertThat(item.score()).isBetween(0.0, 1.0);
            });
            answers.incrementAndGet();
        }
    }
}
