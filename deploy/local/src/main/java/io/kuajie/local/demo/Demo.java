package io.kuajie.local.demo;

import io.kuajie.kernel.Purpose;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Door;
import io.kuajie.local.client.Positions;
import io.kuajie.local.client.Recommender;
import io.kuajie.local.client.Recommender.Item;
import io.kuajie.local.client.Recommender.Recommendations;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows four people, two of them known only as learners and two only as customers of cosmetics: what the other side has for each,
 * and how that changes when they do more.
 */
public final class Demo {
    private static final int SHOWN = 4;
    private static final String SURFACE = "demo";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Clients clients;
    private final Screen screen;
    private final String locale;
    private final DemoEvents events = new DemoEvents(Long.toString(Instant.now().toEpochMilli(), 36));

    /** @param locale of titles and reasons */
    public Demo(Clients clients, Screen screen, String locale) {
        this.clients = clients;
        this.screen = screen;
        this.locale = locale;
    }

    /** @return whether each of the four was shown the other side's offer */
    public boolean show() {
        Map<DemoPerson, Recommendations> before = new LinkedHashMap<>();
        screen.line();
        screen.line("Four people, each known at one partner only, and what the other partner has for them");
        for (DemoPerson person : DemoPerson.four()) {
            before.put(person, begin(person));
        }
        screen.line();
        screen.line("The four go on, and their lists follow");
        boolean offered = before.values().stream().allMatch(Recommendations::hasOffer);
        for (Map.Entry<DemoPerson, Recommendations> one : before.entrySet()) {
            offered &= goOn(one.getKey(), one.getValue()).hasOffer();
        }
        return offered;
    }

    private Recommendations begin(DemoPerson person) {
        clients.door(person.home()).consent(events.userOf(person), EnumSet.allOf(Purpose.class));
        Answer answer = act(person, person.before());
        screen.line();
        screen.line("%s, known at %s (%s): %s"
                .formatted(person.name(), person.home().name(), person.home().id(), person.story()));
        Table table = new Table("", person.other().name(), "reason", "offer");
        int rank = 1;
        for (Item item : answer.list().items()) {
            table.row(Integer.toString(rank++), item.title(), item.reason(), item.offer());
        }
        print(table);
        screen.line("  event accepted -> recommended: %d ms%s".formatted(answer.millis(), fallback(answer.list())));
        return answer.list();
    }

    private Recommendations goOn(DemoPerson person, Recommendations old) {
        Answer answer = act(person, person.after());
        screen.line();
        screen.line("%s %s".formatted(person.name(), person.then()));
        Table table = new Table("", "before", "now", "reason", "offer");
        List<Item> now = answer.list().items();
        for (int i = 0; i < Math.max(old.items().size(), now.size()); i++) {
            Item is = i < now.size() ? now.get(i) : new Item("", "", "", "");
            String was = i < old.items().size() ? old.items().get(i).title() : "";
            String mark = old.keys().contains(is.item()) ? "" : "+ ";
            table.row(Integer.toString(i + 1), was, mark + is.title(), is.reason(), is.offer());
        }
        print(table);
        boolean changed = !answer.list().keys().equals(old.keys());
        screen.line("  event accepted -> %s: %d ms%s"
                .formatted(
                        changed ? "list changed" : "reflected, same list", answer.millis(), fallback(answer.list())));
        return answer.list();
    }

    /** @param millis from the door's answer to the first list that has seen the events */
    private record Answer(Recommendations list, long millis) {}

    private Answer act(DemoPerson person, List<DemoPerson.Step> steps) {
        Door door = clients.door(person.home());
        Recommender recommender = clients.recommender(person.home(), locale);
        Positions written = door.send(events.of(person, steps, Instant.now()));
        long accepted = System.nanoTime();
        Recommendations list = recommender.awaitAsOf(
                events.userOf(person), person.other().domain(), SHOWN, SURFACE, written, PATIENCE);
        return new Answer(list, (System.nanoTime() - accepted) / 1_000_000);
    }

    private void print(Table table) {
        table.lines(screen.columns() - 2).forEach(line -> screen.line("  " + line));
    }

    private static String fallback(Recommendations list) {
        return list.fallback().equals("none") ? "" : " (stand-in list: %s)".formatted(list.fallback());
    }
}
