package io.kuajie.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.local.Partner;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Recommender;
import io.kuajie.local.client.Recommender.Item;
import io.kuajie.local.client.Recommender.Recommendations;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What stands in profiles and recommendations after a replay. */
final class Aftermath {
    private static final int PAGE = 500;
    private static final int PEOPLE_SHOWN = 3;
    private static final int ITEMS_SHOWN = 3;
    private static final int LINES_LOOKED_AT = 100_000;

    private final Clients clients;
    private final Screen screen;
    private final List<Source> sources;

    Aftermath(Clients clients, Screen screen, List<Source> sources) {
        this.clients = clients;
        this.screen = screen;
        this.sources = sources;
    }

    void show() {
        counts();
        Source source = sources.getFirst();
        Partner target = sources.getLast().partner();
        for (String user : busiest(source)) {
            recommendations(source.partner(), user, target.domain());
        }
    }

    private void counts() {
        Api profiles = clients.profiles();
        Map<String, Long> countByAction = new TreeMap<>();
        long people = 0;
        String cursor = "";
        do {
            String from = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            JsonNode page = profiles.get("/v1/profiles?limit=" + PAGE + from).body();
            for (JsonNode profile : page.path("profiles")) {
                people++;
                profile.path("counts")
                        .fields()
                        .forEachRemaining(count -> countByAction.merge(
                                count.getKey(), count.getValue().asLong(), Long::sum));
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        screen.line(String.format(Locale.ROOT, "Profiles: %,d people; events by action %s", people, countByAction));
    }

    private void recommendations(Partner partner, String user, String domain) {
        Recommendations list =
                clients.recommender(partner, Recommender.CHINESE).recommend(user, domain, ITEMS_SHOWN, "replay");
        screen.line();
        screen.line("User %s of %s, recommended in %s%s"
                .formatted(
                        user,
                        partner.id(),
                        domain,
                        list.fallback().equals("none") ? "" : " (stand-in list: " + list.fallback() + ")"));
        Table table = new Table("item", "reason", "offer");
        for (Item item : list.items()) {
            table.row(item.title(), item.reason(), item.offer());
        }
        table.lines(screen.columns() - 2).forEach(line -> screen.line("  " + line));
    }

    /** The busiest users among the first lines. */
    private static List<String> busiest(Source source) {
        Map<String, Integer> linesByUser = new HashMap<>();
        int[] seen = {0};
        source.eachLine(line -> {
            if (seen[0]++ < LINES_LOOKED_AT) {
                source.format().user(line).ifPresent(user -> linesByUser.merge(user, 1, Integer::sum));
            }
        });
        return linesByUser.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(PEOPLE_SHOWN)
                .map(Map.Entry::getKey)
                .toList();
    }
}
