package io.kuajie.recommend.domain.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.recommend.domain.offpolicy.OffPolicy.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real logs of two policies on one storefront, each judged from the other's log and set beside what it earned itself: Saito et al.,
 * Open Bandit Dataset and Pipeline, NeurIPS 2021.
 */
class OpenBanditTest {
    private static final Path FOLDER = Path.of(System.getProperty("kuajie.root", ".."), "../shared/data/open-bandit");
    private static final int ITEMS = 34;
    private static final int PLACES = 3;

    private record Line(int item, int place, double click, double propensity) {}

    @BeforeEach
    void needsTheData() {
        Assumptions.assumeTrue(Files.exists(FOLDER), "needs ../shared/data/open-bandit");
    }

    @Test
    void evenPolicy_judgedFromTheBanditsLog_agreesWithItsOwnLog() throws IOException {
        // Given
        List<Line> bandit = lines("bts-men/men.csv");
        double[] rates = rates(bandit);
        double expected = 0;
        for (double rate : rates) {
            expected += rate / ITEMS;
        }
        List<LoggedChoice> choices = new ArrayList<>();
        for (Line line : bandit) {
            choices.add(new LoggedChoice(line.click, line.propensity, 1.0 / ITEMS, rates[line.item], expected));
        }

        // When
        OffPolicy judged = OffPolicy.estimate(choices, 1000, 0.95, 1);

        // Then
        compare("even, from the bandit's log", judged, onPolicy(lines("random-men/men.csv")));
    }

    /** The bandit's chances are not in the other log: how often it showed each item at each place stands for them. */
    @Test
    void bandit_judgedFromTheEvenLog_agreesWithItsOwnLog() throws IOException {
        // Given
        List<Line> bandit = lines("bts-men/men.csv");
        List<Line> even = lines("random-men/men.csv");
        double[][] share = new double[PLACES][ITEMS];
        double[] shown = new double[PLACES];
        bandit.forEach(line -> shown[line.place]++);
        bandit.forEach(line -> share[line.place][line.item] += 1 / shown[line.place]);
        List<LoggedChoice> choices = new ArrayList<>();
        for (Line line : even) {
            choices.add(new LoggedChoice(line.click, line.propensity, share[line.place][line.item], 0, 0));
        }

        // When
        OffPolicy judged = OffPolicy.estimate(choices, 1000, 0.95, 1);

        // Then
        compare("bandit, from the even log", judged, onPolicy(bandit));
    }

    private static void compare(String what, OffPolicy judged, Estimate own) {
        System.out.printf(
                "%s: IPS %s, SNIPS %s, DR %s, worth %.0f choices; its own log: %s%n",
                what,
                text(judged.ips()),
                text(judged.snips()),
                text(judged.doublyRobust()),
                judged.effectiveSize(),
                text(own));
        assertThat(List.of(judged.ips(), judged.snips(), judged.doublyRobust()))
                .allSatisfy(estimate -> assertThat(estimate.low() < own.high() && own.low() < estimate.high())
                        .isTrue());
    }

    private static String text(Estimate estimate) {
        return "%.5f (%.5f to %.5f)".formatted(estimate.value(), estimate.low(), estimate.high());
    }

    private static Estimate onPolicy(List<Line> lines) {
        return OffPolicy.estimate(
                        lines.stream()
                                .map(line -> new LoggedChoice(line.click, 1, 1, 0, 0))
                                .toList(),
                        1000,
                        0.95,
                        1)
                .ips();
    }

    /** Click rates by item, drawn towards the mean by as much as a hundred views weigh. */
    private static double[] rates(List<Line> lines) {
        double base = lines.stream().mapToDouble(Line::click).average().orElseThrow();
        double[] rates = new double[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            int number = item;
            double clicks = lines.stream()
                    .filter(line -> line.item == number)
                    .mapToDouble(Line::click)
                    .sum();
            long views = lines.stream().filter(line -> line.item == number).count();
            rates[item] = (clicks + 100 * base) / (views + 100);
        }
        return rates;
    }

    private static List<Line> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .skip(1)
                .map(text -> text.split(",", 8))
                .map(fields -> new Line(
                        Integer.parseInt(fields[2]),
                        Integer.parseInt(fields[3]) - 1,
                        Double.parseDouble(fields[4]),
                        Double.parseDouble(fields[5])))
                .toList();
    }
}
