package io.kuajie.recommend.domain.serving;

import static io.kuajie.recommend.domain.Town.ACADEMY;
import static io.kuajie.recommend.domain.Town.BEAUTY;
import static io.kuajie.recommend.domain.Town.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuajie.recommend.domain.Asks;
import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.algebra.Workers;
import io.kuajie.recommend.domain.evaluation.Effort;
import io.kuajie.recommend.domain.live.Learner;
import io.kuajie.recommend.domain.live.LiveModel;
import io.kuajie.recommend.domain.live.Snapshot;
import io.kuajie.recommend.domain.people.Deed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Real purchases of the same people in two domains, if they are at hand: people whose purchases in one domain are hidden are
 * recommended items of it, by what they bought in the other.
 */
class QualityTest {
    private static final Path DATA =
            Path.of(System.getProperty("kuajie.root", ".."), "../shared/data/amazon-sport-phone");
    private static final int LENGTH = 100;
    private static final int HIDDEN_SHARE = 5;

    @Test
    void crossDomain_peopleUnknownInTheWantedDomain_getMoreOfWhatTheyBuyThanFromPopularity() {
        assumeTrue(Files.isDirectory(DATA), "the data set amazon-sport-phone is not at hand");
        // Given
        Map<Integer, List<Deed>> sport = purchases("sport", "academy:");
        Map<Integer, List<Deed>> phone = purchases("phone", "blossom:");
        Town town = new Town(true);
        sport.forEach((user, deeds) -> {
            List<Deed> known = new ArrayList<>(deeds);
            if (user % HIDDEN_SHARE != 0) {
                known.addAll(phone.getOrDefault(user, List.of()));
            }
            town.person("u" + user, "", known.toArray(new Deed[0]));
        });

        // When
        int personal = 0;
        int popular = 0;
        for (Map.Entry<Integer, List<Deed>> hidden : phone.entrySet()) {
            if (hidden.getKey() % HIDDEN_SHARE == 0 && sport.containsKey(hidden.getKey())) {
                personal += hits(town, "u" + hidden.getKey(), hidden.getValue());
                popular += hits(town, "nobody", hidden.getValue());
            }
        }

        // Then
        assertThat(personal)
                .as("hits of personal lists, against %d of popular ones", popular)
                .isGreaterThan(popular);
    }

    @Test
    void learntModel_peopleUnknownInTheWantedDomain_isNoLossAgainstCountsAlone() {
        assumeTrue(Files.isDirectory(DATA), "the data set amazon-sport-phone is not at hand");
        // Given
        Map<Integer, List<Deed>> sport = purchases("sport", "academy:");
        Map<Integer, List<Deed>> phone = purchases("phone", "blossom:");
        Town town = new Town(true);
        sport.forEach((user, deeds) -> {
            List<Deed> known = new ArrayList<>(deeds);
            List<Deed> other = phone.getOrDefault(user, List.of());
            known.addAll(other.subList(0, user % HIDDEN_SHARE == 0 ? other.size() / 2 : other.size()));
            town.person("u" + user, "", known.toArray(new Deed[0]));
        });
        int counted = hits(town, phone);

        // When
        try (Workers workers = Workers.of(1)) {
            Snapshot snapshot = Snapshot.of(town.population.people(), town.items.size(), 10_000, town::domainNameOf);
            if (new Learner(workers, 1, Effort.QUICK, line -> {}).learn(snapshot, "m", Town.NOW, null, true)
                    instanceof Learner.Outcome.Accepted(LiveModel model)) {
                town.models.use(model);
            }
        }

        // Then
        assertThat(hits(town, phone))
                .as("hits with the learnt model, against %d without", counted)
                .isGreaterThan(counted);
    }

    private static int hits(Town town, Map<Integer, List<Deed>> phone) {
        return phone.entrySet().stream()
                .filter(entry -> entry.getKey() % HIDDEN_SHARE == 0)
                .mapToInt(entry -> {
                    int half = entry.getValue().size() / 2;
                    return hits(
                            town,
                            "u" + entry.getKey(),
                            entry.getValue().subList(half, entry.getValue().size()));
                })
                .sum();
    }

    private static int hits(Town town, String user, List<Deed> bought) {
        Answer answer = town.recommender.recommend(
                Asks.at(ACADEMY, BEAUTY).user(user).count(LENGTH).ask());
        return (int) answer.items().stream()
                .filter(item -> bought.stream()
                        .anyMatch(deed -> deed.item().equals(item.node().key())))
                .count();
    }

    private static Map<Integer, List<Deed>> purchases(String domain, String prefix) {
        Map<Integer, List<Deed>> deedsByUser = new TreeMap<>();
        try (var lines = Files.lines(DATA.resolve(domain).resolve("train.txt"))) {
            lines.map(line -> line.split("\t"))
                    .forEach(fields -> deedsByUser
                            .computeIfAbsent(Integer.valueOf(fields[0]), user -> new ArrayList<>())
                            .add(bought(prefix + fields[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deedsByUser;
    }
}
