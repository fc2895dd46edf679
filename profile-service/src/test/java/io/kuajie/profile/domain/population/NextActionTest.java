package io.kuajie.profile.domain.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.SparseCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NextActionTest {
    private static final Path LOG =
            Path.of(System.getProperty("kuajie.data", "../../shared/data"), "taobao/UserBehavior.csv");
    private static final Map<String, String> ACTION_BY_CODE =
            Map.of("pv", "browse", "cart", "cart", "fav", "favourite", "buy", "buy");

    @Test
    void after_fewOwnCounts_leansOnTheBroaderModel_andManyOverruleIt() {
        // Given
        int browse = ActionCode.of("browse");
        int buy = ActionCode.of("buy");
        SparseCounts global = new SparseCounts();
        global.add(ActionCode.transition(browse, browse), 900);
        global.add(ActionCode.transition(browse, buy), 100);
        SparseCounts buyer = new SparseCounts();
        buyer.add(ActionCode.transition(browse, buy), 200);
        NextAction model = new NextAction(global);

        // When
        double[] stranger = model.after(browse, new SparseCounts(), new SparseCounts());
        double[] known = model.after(browse, buyer, new SparseCounts());

        // Then
        assertThat(Arrays.stream(stranger).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(known).sum()).isCloseTo(1, within(1e-9));
        assertThat(stranger[buy]).isCloseTo(0.1, within(0.02));
        assertThat(known[buy]).isGreaterThan(0.9);
    }

    /** Each level has seen as much as it takes to count for half. */
    @Test
    void after_ofSomebodyInACluster_isBetweenOwnCountsAndThoseOfTheClusterAndOfEverybody() {
        // Given
        int browse = ActionCode.of("browse");
        int buy = ActionCode.of("buy");
        int share = ActionCode.of("share");
        SparseCounts global = new SparseCounts();
        global.add(ActionCode.transition(browse, browse), 1000);
        SparseCounts cluster = new SparseCounts();
        cluster.add(ActionCode.transition(browse, buy), 50);
        cluster.add(ActionCode.transition(buy, share), 1000);
        SparseCounts own = new SparseCounts();
        own.add(ActionCode.transition(browse, share), 8);
        NextAction model = new NextAction(global);

        // When
        double[] stranger = model.after(browse, new SparseCounts(), new SparseCounts());
        double[] newcomer = model.after(browse, new SparseCounts(), cluster);
        double[] known = model.after(browse, own, cluster);

        // Then
        assertThat(newcomer[buy]).isCloseTo(0.5 + stranger[buy] / 2, within(1e-12));
        assertThat(newcomer[browse]).isCloseTo(stranger[browse] / 2, within(1e-12));
        assertThat(known[share]).isCloseTo(0.5 + newcomer[share] / 2, within(1e-12));
        assertThat(known[buy]).isCloseTo(newcomer[buy] / 2, within(1e-12));
        assertThat(Arrays.stream(known).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void after_ofSomebodyWhoDidNothingYet_isHowOftenActionsOccur() {
        // Given
        SparseCounts counts = new SparseCounts();
        counts.add(ActionCode.transition(ActionCode.of("browse"), ActionCode.of("buy")), 90);
        NextAction model = new NextAction(counts);

        // When
        double[] chances = model.after(-1, counts, counts);

        // Then
        assertThat(chances).isEqualTo(model.occurrence());
    }

    /** Learns of everybody on three quarters of the log, and is judged on the rest; only what each person does it goes on learning. */
    @Test
    void logLoss_onTheLastQuarterOfARealLog_isBelowGlobalFrequencies() throws IOException {
        Assumptions.assumeTrue(Files.exists(LOG), "The log is not here: " + LOG);
        // Given
        List<String> lines = Files.readAllLines(LOG);
        int start = lines.size() / 4 * 3;
        SparseCounts global = new SparseCounts();
        Map<String, Integer> lastByPerson = new HashMap<>();
        Map<String, SparseCounts> countsByPerson = new HashMap<>();
        double loss = 0;
        double plainLoss = 0;
        int judged = 0;
        NextAction model = new NextAction(global);

        // When
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",");
            String name = fields.length < 5 ? null : ACTION_BY_CODE.get(fields[3]);
            if (name == null) {
                continue;
            }
            if (i == start) {
                model = new NextAction(copyOf(global));
            }
            int action = ActionCode.of(name);
            Integer last = lastByPerson.put(fields[0], action);
            if (last != null) {
                SparseCounts own = countsByPerson.computeIfAbsent(fields[0], key -> new SparseCounts());
                if (i >= start) {
                    loss -= Math.log(model.after(last, own, new SparseCounts())[action]);
                    plainLoss -= Math.log(model.occurrence()[action]);
                    judged++;
                }
                int transition = ActionCode.transition(last, action);
                own.add(transition, 1);
                global.add(transition, 1);
            }
        }

        // Then
        assertThat(judged).isGreaterThan(1000);
        assertThat(loss / judged).isLessThan(plainLoss / judged);
        org.slf4j.LoggerFactory.getLogger(NextActionTest.class)
                .info(
                        "Log-loss {} against {} of global frequencies, on {} actions",
                        loss / judged,
                        plainLoss / judged,
                        judged);
    }

    private static SparseCounts copyOf(SparseCounts counts) {
        SparseCounts copy = new SparseCounts();
        copy.addAll(counts);
        return copy;
    }
}
