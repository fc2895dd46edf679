package io.kuajie.recommend.domain.serving;

import io.kuajie.recommend.domain.live.Judgement;
import io.kuajie.recommend.domain.live.Judgement.Opinion;
import io.kuajie.recommend.domain.live.LiveModel;
import java.util.Arrays;
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

    /** @param odds by place @return what it adds to the usual, by place */
    static double[] apply(Opinion opinion, Board board, double[] odds) {
        double[] fits = fits(opinion, board);
        double level = 0;
        int known = 0;
        for (int place = 0; place < fits.length; place++) {
            if (!Double.isNaN(fits[place])) {
                level += odds[place] - fits[place];
                known++;
            }
        }
        level /= Math.max(1, known);
        double usual = meanOfKnown(odds, fits, known);
        double share = 1 - opinion.unknownShare();
        for (int place = 0; place < fits.length; place++) {
            double own = Double.isNaN(fits[place]) ? odds[place] : fits[place] + level;
            odds[place] += share * (own - odds[place]);
            fits[place] = Double.isNaN(fits[place]) ? 0 : share * (own - usual);
        }
        return fits;
    }

    /** What the model thinks of each, by place: of those that it put forward, which come first, it has said so. */
    private static double[] fits(Opinion opinion, Board board) {
        int said = board.fitsKnown();
        double[] fits = new double[board.size()];
        System.arraycopy(board.fits(), 0, fits, 0, said);
        int[] rest = Arrays.copyOfRange(board.items(), said, fits.length);
        double[] restFits = new double[rest.length];
        opinion.of(rest, rest.length, restFits);
        System.arraycopy(restFits, 0, fits, said, rest.length);
        return fits;
    }

    private static double meanOfKnown(double[] odds, double[] fits, int known) {
        double sum = 0;
        for (int place = 0; place < fits.length; place++) {
            sum += Double.isNaN(fits[place]) ? 0 : odds[place];
        }
        return sum / Math.max(1, known);
    }
}
