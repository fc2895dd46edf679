package io.kuajie.recommend.domain.learning;

/** Scores that are the same for everybody, as is how far they deviate. */
public final class Standing implements Learnt {
    private final float[] scores;
    private final double deviation;

    /** @param scores by target; not to be written any more */
    public Standing(float[] scores) {
        this.scores = scores;
        this.deviation = Blend.deviation(scores);
    }

    /** By target; not to be written. */
    public float[] scores() {
        return scores;
    }

    @Override
    public void score(History history, float[] out) {
        System.arraycopy(scores, 0, out, 0, scores.length);
    }

    @Override
    public Saying about(History history) {
        return new Saying() {
            @Override
            public void add(double factor, int[] targets, int size, double[] sums) {
                for (int place = 0; place < size; place++) {
                    sums[place] += factor * scores[targets[place]];
                }
            }

            @Override
            public double deviation() {
                return deviation;
            }
        };
    }

    @Override
    public int targets() {
        return scores.length;
    }

    @Override
    public long sizeBytes() {
        return 4L * scores.length;
    }
}
