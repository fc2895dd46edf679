package io.kuajie.recommend.domain.learning;

/** Scores that are the same for everybody. @param scores by target; not to be written */
public record Standing(float[] scores) implements Learnt {
    @Override
    public void score(History history, float[] out) {
        System.arraycopy(scores, 0, out, 0, scores.length);
    }

    @Override
    public Saying about(History history) {
        return new Saying() {
            @Override
            public float of(int target) {
                return scores[target];
            }

            @Override
            public double deviation() {
                return Blend.deviation(scores);
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
