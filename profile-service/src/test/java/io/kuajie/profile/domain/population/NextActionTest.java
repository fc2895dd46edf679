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
        global.add(browse * ActionCode.COUNT + browse, 900);
        global.add(browse * ActionCode.COUNT + buy, 100);
        SparseCounts buyer = new SparseCounts();
        buyer.add(browse * ActionCode.COUNT + buy, 200);
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

    /** Learns on three quarters of the log, is judged on the rest while it goes on learning; both models see the same. */
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
                model = new NextAction(global);
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
                int pair = last * ActionCode.COUNT + action;
                own.add(pair, 1);
                global.add(pair, 1);
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
}
