package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.live.Judgement;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.live.LiveModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a learnt model thinks, and its odds in the place of those of items that it knows. */
final class LearntOdds {
    private LearntOdds() {}

    /** What the learnt model thinks; null where it has nothing to say. */
    static @Nullable Opinion opinion(@Nullable LiveModel model, Subject subject, Ask ask) {
        Judgement judgement = model == null ? null : model.of(ask.domain().value());
        if (judgement == null) {
            return null;
        }
        List<Anchor> anchors = subject.anchors();
        return judgement.about(
                anchors.stream().mapToInt(Anchor::item).toArray(),
                anchors.stream().mapToDouble(Anchor::weight).toArray());
    }

    /** @param odds by place @return what it adds to the usual, by place, in the {@linkplain Board#fits() room of the board} */
    static double[] apply(Opinion opinion, Board board, double[] odds) {
        // Of what it put forward, which comes first, it has said what it thinks.
        double[] fits = board.fits();
        opinion.of(board.items(), board.fitsKnown(), board.size(), fits);
        apply(fits, board.size(), 1 - opinion.unknownShare(), odds);
        return fits;
    }

    /**
     * What the model doesn't know is as many deviations ahead of the mean of what it knows as it is without it: where the model tells
     * candidates less far apart than the odds do, something new would else pass nearly all of them by the evidence that it had.
     *
     * @param fits what the model says by place, not a number where it doesn't know; what it adds to the usual afterwards
     * @param size how many places there are
     * @param share what the model's say counts
     * @param odds by place; with the model's say afterwards
     */
    static void apply(double[] fits, int size, double share, double[] odds) {
        Level usual = Level.of(odds, fits, size);
        Level fit = Level.of(fits, fits, size);
        double scale = usual.deviation > 0 ? Math.min(1, fit.deviation / usual.deviation) : 1;
        for (int place = 0; place < size; place++) {
            boolean isKnown = !Double.isNaN(fits[place]);
            double ahead = isKnown ? fits[place] - fit.mean : scale * (odds[place] - usual.mean);
            odds[place] += share * (usual.mean + ahead - odds[place]);
            fits[place] = isKnown ? share * ahead : 0;
        }
    }

    /** Where values lie at places that the model knows. */
    private record Level(double mean, double deviation) {
        /** @param fits not a number where it doesn't know */
        static Level of(double[] values, double[] fits, int size) {
            double sum = 0;
            double squares = 0;
            int known = 0;
            for (int place = 0; place < size; place++) {
                if (!Double.isNaN(fits[place])) {
                    sum += values[place];
                    squares += values[place] * values[place];
                    known++;
                }
            }
            double mean = sum / Math.max(1, known);
            return new Level(mean, Math.sqrt(Math.max(0, squares / Math.max(1, known) - mean * mean)));
        }
    }
}
