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

    private static final Source NOTHING = (subject, domain, shelf, reach, board) -> {};

    /** Topics that the person cares less for are left out. */
    private static final double LEAST_CARE = 0.02;

    /**
     * What a person cares for, the most first.
     *
     * @param known by which topics
     * @param topics at most {@value #MOST_TOPICS}, less where the person cares for less
     * @param cares how much, parallel
     * @param places of the anchors that say most so, parallel
     */
    private record Interests(ItemTopics known, int[] topics, double[] cares, int[] places) implements Source {
        @Override
        public void find(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
            for (int i = 0; i < topics.length; i++) {
                double care = cares[i];
                int anchor = places[i];
                known.newest(
                        topics[i],
                        shelf.number(),
                        (item, weight) -> board.addTheme(item, shelf.number(), SAME * care * weight, anchor));
            }
        }
    }

    private final Themes themes;

    TopicSource(Themes themes) {
        this.themes = themes;
    }

    @Override
    public Source by(Subject subject) {
        ItemTopics known = themes.current();
        return known == null || subject.anchors().isEmpty() ? NOTHING : weighed(subject.anchors(), known);
    }

    @Override
    public void find(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        by(subject).find(subject, domain, shelf, reach, board);
    }

    /** How much each topic is cared for, as if no item depended on another, and the item that says most so. */
    private static Interests weighed(List<Anchor> all, ItemTopics known) {
        int size = known.topics().size();
        double[] cares = new double[size];
        double[] strongest = new double[size];
        int[] places = new int[size];
        for (int i = 0; i < Math.min(all.size(), ANCHORS); i++) {
            Anchor anchor = all.get(i);
            Mix mix = known.of(anchor.item());
            double weight = Math.min(1, anchor.weight());
            for (int place = 0; place < mix.size(); place++) {
                int topic = mix.topics()[place];
                double care = weight * mix.weights()[place];
                cares[topic] += (1 - cares[topic]) * care;
                if (care > strongest[topic]) {
                    strongest[topic] = care;
                    places[topic] = i;
                }
            }
        }
        int[] most = most(cares);
        return new Interests(
                known,
                most,
                Arrays.stream(most).mapToDouble(topic -> cares[topic]).toArray(),
                Arrays.stream(most).map(topic -> places[topic]).toArray());
    }

    /** The topics that are cared for most, the most first. */
    private static int[] most(double[] cares) {
        double[] left = cares.clone();
        int[] topics = new int[MOST_TOPICS];
        int found = 0;
        while (found < MOST_TOPICS) {
            int most = 0;
            for (int topic = 1; topic < left.length; topic++) {
                most = left[topic] > left[most] ? topic : most;
            }
            if (left[most] < LEAST_CARE) {
                break;
            }
            left[most] = 0;
            topics[found++] = most;
        }
        return Arrays.copyOf(topics, found);
    }
}
