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
        int size = board.size();
        opinion.of(board.items(), board.fitsKnown(), size, fits);
        double level = 0;
        int known = 0;
        for (int place = 0; place < size; place++) {
            if (!Double.isNaN(fits[place])) {
                level += odds[place] - fits[place];
                known++;
            }
        }
        level /= Math.max(1, known);
        double usual = meanOfKnown(odds, fits, size, known);
        double share = 1 - opinion.unknownShare();
        for (int place = 0; place < size; place++) {
            double own = Double.isNaN(fits[place]) ? odds[place] : fits[place] + level;
            odds[place] += share * (own - odds[place]);
            fits[place] = Double.isNaN(fits[place]) ? 0 : share * (own - usual);
        }
        return fits;
    }

    private static double meanOfKnown(double[] odds, double[] fits, int size, int known) {
        double sum = 0;
        for (int place = 0; place < size; place++) {
            sum += Double.isNaN(fits[place]) ? 0 : odds[place];
        }
        return sum / Math.max(1, known);
    }
}
