package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.Domain;
import io.kuajie.recommend.domain.algebra.Kernels;
import io.kuajie.recommend.domain.content.Likenesses;
import io.kuajie.recommend.domain.crowd.CoOccurrence;
import io.kuajie.recommend.domain.crowd.Crowd;
import io.kuajie.recommend.domain.crowd.Popularity.PopularConsumer;
import io.kuajie.recommend.domain.items.CategoryNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.items.Shelf;
import io.kuajie.recommend.domain.serving.Subject.WeightedCategory;
import io.kuajie.recommend.domain.topics.Themes;
import java.util.List;

/** The sources of candidates, from the most personal to the most general. */
final class Sources {
    /** How many neighbours are read for a list, over all anchors, as long as each has a few. */
    private static final int NEIGHBOURS_READ = 256;

    private static final int LEAST_NEIGHBOURS = 16;
    /** How many are read of what follows an anchor. */
    private static final int FOLLOWING_READ = 32;

    /** Whose words are compared: the heaviest of a person's items come first. */
    private static final int LIKENESS_ANCHORS = 16;

    private static final int CATEGORIES_TRIED = 12;
    /** How well a category of the same name in the other domain fits, before anybody's behaviour has said so. */
    private static final double SAME_NAME = 0.3;
    /** What an item of a fitting category is worth that nobody has touched yet, against its most popular item. */
    private static final double UNTOUCHED = 0.1;

    /** Categories lie on none. */
    private static final int NO_SHELF = -1;

    private final Items items;
    private final Crowd crowd;
    private final Likenesses likenesses;
    private final Source ofSameTopics;
    private final Boards boards = new Boards();

    Sources(Items items, Crowd crowd, Likenesses likenesses, Themes themes) {
        this.items = items;
        this.crowd = crowd;
        this.likenesses = likenesses;
        this.ofSameTopics = new TopicSource(themes);
    }

    List<Source> all() {
        return List.of(
                this::neighbours,
                this::following,
                this::ofLikeWords,
                ofSameTopics,
                this::ofFittingCategories,
                this::popularInCluster,
                this::popular);
    }

    private void neighbours(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        List<Anchor> anchors = subject.anchors();
        boolean isTied = false;
        // All are asked, side by side, so that their rows are at hand when they are read.
        for (int i = 0; i < anchors.size(); i++) {
            isTied |= crowd.items().hasNeighbours(anchors.get(i).item(), shelf.number());
        }
        int most = Math.max(LEAST_NEIGHBOURS, NEIGHBOURS_READ / Math.max(1, anchors.size()));
        for (int i = 0; isTied && i < anchors.size(); i++) {
            Anchor anchor = anchors.get(i);
            int index = i;
            crowd.items()
                    .neighbours(
                            anchor.item(),
                            anchor.shelf(),
                            shelf.number(),
                            most,
                            (item, lift) -> board.addTie(item, shelf.number(), anchor.weight() * lift, index));
        }
    }

    /** What comes next, from where the person is now. */
    private void following(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        List<Anchor> anchors = subject.anchors();
        for (int i = 0; i < anchors.size(); i++) {
            Anchor anchor = anchors.get(i);
            int index = i;
            if (anchor.nearness() > 0) {
                crowd.transitions()
                        .following(
                                anchor.item(),
                                anchor.shelf(),
                                shelf.number(),
                                FOLLOWING_READ,
                                (item, lift) -> board.addStep(item, shelf.number(), anchor.nearness() * lift, index));
            }
        }
    }

    /** Reaches items that nobody has touched. */
    private void ofLikeWords(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        List<Anchor> anchors = subject.anchors();
        for (int i = 0; i < Math.min(anchors.size(), LIKENESS_ANCHORS); i++) {
            double weight = Math.min(1, anchors.get(i).weight());
            int index = i;
            likenesses.nearest(
                    anchors.get(i).item(),
                    shelf.number(),
                    (item, likeness) -> board.addLikeness(item, shelf.number(), weight * likeness, index));
        }
    }

    /** Reaches people with a single event, whose item nobody else knows. */
    private void ofFittingCategories(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        Board fits = fits(subject, domain);
        long[] order = fits.order();
        for (int place = 0; place < fits.size(); place++) {
            order[place] = Ascending.falling((float) fits.taste(place), place);
        }
        Ascending ascending = new Ascending(order, fits.size(), CATEGORIES_TRIED);
        Liked liked = new Liked(reach);
        for (int tried = 0; tried < CATEGORIES_TRIED && !ascending.isEmpty(); tried++) {
            int place = (int) ascending.next();
            offer(fits.item(place), fits.taste(place), fits.tasteIndex(place), shelf, liked, board);
        }
        boards.give(fits);
    }

    private void popularInCluster(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        if (!subject.cluster().isEmpty()) {
            crowd.popularity()
                    .amongCluster(
                            subject.cluster(), shelf.number(), reach, (item, sum) -> board.add(item, shelf.number()));
        }
    }

    void popular(Subject subject, Domain domain, Shelf shelf, int reach, Board board) {
        crowd.popularity().among(shelf.number(), reach, (item, sum) -> board.add(item, shelf.number()));
    }

    /** Fit of the wanted domain's categories by number: itself, what goes with it, and what is called the same. */
    private Board fits(Subject subject, Domain domain) {
        Board fits = boards.take();
        Integer domainNumber = items.numberOf(domain);
        if (domainNumber == null) {
            return fits;
        }
        List<WeightedCategory> tastes = subject.tastes();
        for (int i = 0; i < tastes.size(); i++) {
            int index = i;
            double weight = tastes.get(i).weight();
            CategoryNode own = items.categoryAt(tastes.get(i).category());
            if (own.domainNumber() == domainNumber) {
                raise(fits, own.number(), weight, index);
            } else {
                CategoryNode namesake = items.findCategory(domain, own.key().category());
                if (namesake != null) {
                    raise(fits, namesake.number(), weight * SAME_NAME, index);
                }
            }
            crowd.categories()
                    .neighbours(
                            own.number(),
                            own.domainNumber(),
                            domainNumber,
                            CoOccurrence.NEIGHBOURS,
                            (category, lift) -> raise(fits, category, weight * saturated(Math.max(0, lift)), index));
        }
        return fits;
    }

    private static double saturated(double lift) {
        return lift / (lift + 1);
    }

    private static void raise(Board fits, int category, double fit, int taste) {
        if (fit > 0) {
            fits.offerTaste(category, NO_SHELF, fit, taste);
        }
    }

    private void offer(int category, double fit, int taste, Shelf shelf, Liked liked, Board board) {
        crowd.popularity().amongCategory(category, shelf.number(), liked.reach(), liked);
        liked.offer(shelf.number(), fit, taste, board);
        for (int item : items.categoryAt(category).newestOn(shelf)) {
            board.offerTaste(item, shelf.number(), fit * UNTOUCHED, taste);
        }
    }

    /** What is liked of one category after the other. */
    private static final class Liked implements PopularConsumer {
        private final int[] items;
        private final float[] logs;
        private int size;

        Liked(int reach) {
            items = new int[reach];
            logs = new float[reach];
        }

        int reach() {
            return items.length;
        }

        @Override
        public void accept(int item, int sum) {
            items[size] = item;
            logs[size++] = 1f + sum;
        }

        /** Puts it on the board, and is empty then. */
        void offer(int shelf, double fit, int taste, Board board) {
            Kernels.best().log(logs, size);
            float most = 0;
            for (int i = 0; i < size; i++) {
                most = Math.max(most, logs[i]);
                board.offerTaste(items[i], shelf, fit * logs[i] / most, taste);
            }
            size = 0;
        }
    }
}
