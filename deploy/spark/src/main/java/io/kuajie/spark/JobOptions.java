package io.kuajie.spark;

import java.util.ArrayList;
import java.util.List;

/** What the job is told. @param lambda regularisation as MLlib takes it @param alpha what an interaction weighs beside 1 */
record JobOptions(
        List<String> data,
        String out,
        String vectors,
        String domain,
        String id,
        int rank,
        int rounds,
        double lambda,
        double alpha,
        int blocks,
        long seed) {
    static final String HELP = """
            Usage: deploy/spark/run --data PATH... --out FILE.model [options]

            Factorises who dealt with what by MLlib's implicit ALS and writes the model that the service takes
            (POST /v1/models:take). One held-out item each of up to 2,000 people chooses its weight beside popularity and
            tells its quality.

              --data PATH      user<TAB>item[<TAB>...] a line, as Spark names files: local, hdfs://, s3a://, with *;
                               may be given several times. Items are named as in the service: partner:id.
              --out FILE       where the driver writes the model
              --domain NAME    of the items (default items)
              --id NAME        the model's name (default spark- and the time)
              --rank N         factors, a multiple of 32 (default 64)
              --rounds N       (default 10)
              --lambda X       regularisation (default 1)
              --alpha X        what an interaction weighs beside 1 (default 10)
              --blocks N       of people and items (default 10)
              --seed N         (default 1)
              --vectors FILE   also writes people's and items' vectors

            The master and memory are Spark's own settings: spark.master (default local[*]) as a -D in JAVA_TOOL_OPTIONS, and
            SPARK_MEMORY (default 4g) for the local process. SPARK_JAVA_HOME names the JDK, 17 or 21.""";

    /** @throws IllegalArgumentException naming the option and what is wrong with it */
    static JobOptions parse(String[] arguments) {
        List<String> data = new ArrayList<>();
        String out = "";
        String vectors = "";
        String domain = "items";
        String id = "spark-" + System.currentTimeMillis();
        int rank = 64;
        int rounds = 10;
        double lambda = 1;
        double alpha = 10;
        int blocks = 10;
        long seed = 1;
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(name + " needs a value; --help explains.");
            }
            String value = arguments[i + 1];
            switch (name) {
                case "--data" -> data.add(value);
                case "--out" -> out = value;
                case "--vectors" -> vectors = value;
                case "--domain" -> domain = value;
                case "--id" -> id = value;
                case "--rank" -> rank = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--lambda" -> lambda = Double.parseDouble(value);
                case "--alpha" -> alpha = Double.parseDouble(value);
                case "--blocks" -> blocks = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                default ->
                    throw new IllegalArgumentException("There is no option '" + name + "'; --help lists them.");
            }
        }
        if (data.isEmpty() || out.isEmpty()) {
            throw new IllegalArgumentException((data.isEmpty() ? "--data" : "--out") + " is missing; --help explains.");
        }
        if (rank < 32 || rank % 32 != 0) {
            throw new IllegalArgumentException("--rank is " + rank + " and must be a multiple of 32.");
        }
        return new JobOptions(data, out, vectors, domain, id, rank, rounds, lambda, alpha, blocks, seed);
    }
}
