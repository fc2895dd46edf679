package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.topics.ItemTopics;
import io.kuajie.recommend.domain.topics.Mix;
import io.kuajie.recommend.domain.topics.Themes;
import java.util.Arrays;
import java.util.List;

/** The newest items on the topics of what a person deals with. Reaches items that nobody has touched, with no word in common. */
final class TopicSource implements Source {
    /** How likely it is about the same if both are about one topic and nothing else: topics are wide. */
    private static final double SAME = 0.5;

    /** Whose topics count: the heaviest of a person's items come first. */
    private static final int ANCHORS = 16;

    private static final int MOST_TOPICS = 4;

    /** Topics that the person cares less for are left out. */
    private static final double LEAST_CARE = 0.02;

    private final Themes themes;

    TopicSource(Themes themes) {
        this.themes = themes;
    }

    @Override
    public void find(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        ItemTopics known = themes.current();
        if (known == null || subject.anchors().isEmpty()) {
            return;
        }
        int size = known.topics().size();
        double[] cares = new double[size];
        double[] strongest = new double[size];
        int[] anchors = new int[size];
        weigh(subject.anchors(), known, cares, strongest, anchors);
        for (int found = 0; found < MOST_TOPICS; found++) {
            int topic = most(cares);
            double care = cares[topic];
            if (care < LEAST_CARE) {
                return;
            }
            cares[topic] = 0;
            known.newest(
                    topic,
                    shelf.number(),
                    (item, weight) -> board.addTheme(item, shelf.number(), SAME * care * weight, anchors[topic]));
        }
    }

    /** How much each topic is cared for, as if no item depended on another, and the item that says most so. */
    private static void weigh(List<Anchor> all, ItemTopics known, double[] cares, double[] strongest, int[] anchors) {
        Arrays.fill(anchors, Board.NOBODY);
        for (int i = 0; i < Math.min(all.size(), ANCHORS); i++) {
            Mix mix = known.of(all.get(i).item());
            double weight = Math.min(1, all.get(i).weight());
            for (int place = 0; place < mix.size(); place++) {
                int topic = mix.topics()[place];
                double care = weight * mix.weights()[place];
                cares[topic] += (1 - cares[topic]) * care;
                if (care > strongest[topic]) {
                    strongest[topic] = care;
                    anchors[topic] = i;
                }
            }
        }
    }

    private static int most(double[] cares) {
        int most = 0;
        for (int topic = 1; topic < cares.length; topic++) {
            most = cares[topic] > cares[most] ? topic : most;
        }
        return most;
    }
}
