package io.kuajie.profile.domain.population;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.ActionCode;
import io.kuajie.profile.domain.leaf.SparseCounts;

/**
 * How well next actions are foretold: the log-loss of a model on what people did next, each time without that one in what is known of the
 * person, and that of how often each action occurs at all. In whole millionths, so that sums of parts are the sum of the whole.
 */
public final class Foresight {
    private static final double MILLIONTHS = 1e6;

    private long loss;
    private long plainLoss;
    private long actions;

    /** Judges what somebody did. @param own transitions of the person, which are left as they were */
    void judge(NextAction model, SparseCounts own, SparseCounts cluster) {
        double[] occurrence = model.occurrence();
        SparseCounts others = new SparseCounts();
        others.addAll(own);
        own.visit((pair, times) -> {
            others.add(pair, -1);
            int next = ActionCode.second(pair);
            double chance = model.after(ActionCode.first(pair), others, cluster)[next];
            loss += Math.round(-Math.log(chance) * times * MILLIONTHS);
            plainLoss += Math.round(-Math.log(occurrence[next]) * times * MILLIONTHS);
            actions += times;
            others.add(pair, 1);
        });
    }

    void merge(Foresight other) {
        loss += other.loss;
        plainLoss += other.plainLoss;
        actions += other.actions;
    }

    void writeTo(BinaryWriter out) {
        out.count(loss).count(plainLoss).count(actions);
    }

    void readFrom(BinaryReader in) {
        loss = in.count();
        plainLoss = in.count();
        actions = in.count();
    }

    /** By how much the log-loss is less than that of frequencies: 0 for no better, 1 for all-knowing; NaN before anything was judged. */
    public double gain() {
        return actions == 0 ? Double.NaN : 1 - (double) loss / plainLoss;
    }

    /** How many were judged. */
    public long actions() {
        return actions;
    }
}
