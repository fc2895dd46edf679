package io.kuajie.spark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The model as the service reads it (its ModelFile, of the same layout): one domain, popularity and the factorisation. It is
 * written here once more because Spark's JDK is older than the service's; the test reads it with the service's own code.
 */
record ModelBytes(
        JobOptions options,
        List<String> items,
        float[] vectors,
        float[] counts,
        int people,
        long interactions,
        Judged.Verdict verdict) {
    private static final int MARK = 0x4b4a4d04;
    private static final double UNTOUCHED = 0.1;

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeUTF(options.id());
            out.writeLong(System.currentTimeMillis());
            out.writeLong(0);
            out.writeInt(people);
            out.writeInt((int) Math.min(Integer.MAX_VALUE, interactions));
            out.writeInt(1);
            out.writeUTF(options.domain());
            out.writeInt(items.size());
            out.writeInt(items.size());
            for (String item : items) {
                out.writeUTF(item);
            }
            blend(out);
            recipes(out);
            out.writeUTF("1.00*popularity() + %.2f*als(spark rank=%d rounds=%d lambda=%s alpha=%s)"
                    .formatted(
                            verdict.weight(), options.rank(), options.rounds(), options.lambda(), options.alpha()));
            out.writeDouble(verdict.sharpness());
            out.writeDouble(verdict.quality());
            out.writeDouble(verdict.baseline());
            out.writeInt(verdict.trials());
            out.writeBoolean(false);
        }
        byte[] body = bytes.toByteArray();
        CRC32C sum = new CRC32C();
        sum.update(body);
        return ByteBuffer.allocate(body.length + Long.BYTES)
                .put(body)
                .putLong(sum.getValue())
                .array();
    }

    /** Weights for nobody's history, and for all others. */
    private void blend(DataOutputStream out) throws IOException {
        out.writeInt(1);
        out.writeInt(1);
        out.writeInt(2);
        out.writeDouble(1);
        out.writeDouble(1);
        out.writeDouble(verdict.usualOfPopularity());
        out.writeBoolean(true);
        out.writeByte('s');
        float[] popular = new float[items.size()];
        for (int item = 0; item < popular.length; item++) {
            popular[item] = (float) Math.log(counts[item] + UNTOUCHED);
        }
        floats(out, popular);
        out.writeDouble(0);
        out.writeDouble(verdict.weight());
        out.writeDouble(verdict.usual());
        out.writeBoolean(false);
        out.writeByte('f');
        als(out);
        out.writeInt(items.size());
        floats(out, vectors);
        floats(out, gram());
    }

    private void recipes(DataOutputStream out) throws IOException {
        out.writeInt(2);
        out.writeByte('p');
        out.writeLong(0);
        out.writeByte('a');
        als(out);
    }

    /** MLlib's objective over α: what was not seen weighs 1/α, and λ is scaled alike. */
    private void als(DataOutputStream out) throws IOException {
        out.writeInt(options.rank());
        out.writeInt(options.rounds());
        out.writeDouble(unobserved());
        out.writeDouble(options.lambda() * unobserved());
        out.writeDouble(1);
        out.writeDouble(1);
    }

    private double unobserved() {
        return 1 / options.alpha();
    }

    /** 1/α · Σ x·xᵀ. */
    private float[] gram() {
        int rank = options.rank();
        double[] sum = new double[rank * rank];
        for (int item = 0; item < items.size(); item++) {
            for (int i = 0; i < rank; i++) {
                double factor = unobserved() * vectors[item * rank + i];
                for (int j = 0; j < rank; j++) {
                    sum[i * rank + j] += factor * vectors[item * rank + j];
                }
            }
        }
        float[] gram = new float[sum.length];
        for (int i = 0; i < gram.length; i++) {
            gram[i] = (float) sum[i];
        }
        return gram;
    }

    private static void floats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }
}
