package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.crowd.Popularity;
import io.kuajie.recommend.domain.crowd.Trends;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.serving.Answer.Fallback;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of what is liked more lately than usual, most of all first; then what is popular. Nothing of them depends on who asks. */
final class Rising {
    /** What is liked as usual, give or take chance, is not trending. */
    private static final double LEAST_LIFT = 1.1;

    private record Rise(int item, double lift) {}

    private final Items items;
    private final Trends trends;
    private final Source popular;
    private final Ranking ranking;
    private final Filling filling;
    private final Presentation presentation;

    Rising(Items items, Trends trends, Source popular, Ranking ranking, Filling filling, Presentation presentation) {
        this.items = items;
        this.trends = trends;
        this.popular = popular;
        this.ranking = ranking;
        this.filling = filling;
        this.presentation = presentation;
    }

    Answer answer(Ask ask, Subject subject) {
        List<Shelf> shelves = items.shelves(ask.domain(), ask.partner());
        List<Ranked> list = new ArrayList<>(rising(shelves, subject, ask));
        Set<Integer> taken = Filling.numbers(list);
        Board board = new Board();
        shelves.forEach(shelf -> popular.find(subject, ask.domain(), shelf, Popularity.LONGEST_TOP, board));
        ranking.best(board, subject, null, Map.of(), null, ask).stream()
                .filter(ranked -> !taken.contains(ranked.node().number()))
                .limit(ask.count() - list.size())
                .forEach(list::add);
        filling.fill(list, ask.count(), shelves, subject, ask);
        return new Answer(
                presentation.of(list, List.of(), null, subject, ask),
                Fallback.POPULAR,
                subject.leaf(),
                null,
                "",
                subject.asOf(),
                Recommender.TRENDS,
                Objective.RELEVANCE,
                List.of(),
                ask.deadline().leftOut());
    }

    private List<Ranked> rising(List<Shelf> shelves, Subject subject, Ask ask) {
        List<Rise> rises = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            double lift = trends.liftOf(item);
            if (lift > LEAST_LIFT && shelves.contains(items.at(item).shelf())) {
                rises.add(new Rise(item, lift));
            }
        }
        return rises.stream()
                .sorted(Comparator.comparingDouble(Rise::lift).reversed().thenComparingInt(Rise::item))
                .filter(rise -> Eligibility.allows(items.at(rise.item), subject, ask))
                .limit(ask.count())
                .map(rise -> Ranked.rising(items.at(rise.item), rise.lift))
                .toList();
    }
}
