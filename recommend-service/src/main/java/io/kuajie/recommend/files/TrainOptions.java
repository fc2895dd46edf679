package io.kuajie.recommend.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code train} and {@code tune} are told. @param topics the brokers; null to read files */
record TrainOptions(
        List<Path> data,
        Table.Format format,
        String domain,
        LowRatings lowRatings,
        @Nullable String topics,
        String registry,
        String prefix,
        @Nullable Path client,
        @Nullable Path out,
        @Nullable String id,
        long seed) {
    static final String HELP = """
            Usage: deploy/bench/recommend train --data FILE... --out FILE.model [options]
                   deploy/bench/recommend train --topics BROKERS --registry URL --out FILE.model [options]
                   deploy/bench/recommend tune  (the same without --out)

            Learns, for each domain, the blend that 'evaluate' calls auto and that the service serves, by the same code:
            settings and weights are chosen on held-out interactions (each person's latest where times are known), judged on
            others, and what is not clearly better than popularity is refused. tune stops after the choice.

              --data FILE        who dealt with what: user<TAB>item[<TAB>value[<TAB>time[<TAB>domain]]], as evaluate reads it;
                                 may be given several times. Items are named as in the service: partner:id.
              --format F         pairs (default) or lists: user item item ...
              --domain NAME      domain of items whose line names none (default: the item's partner)
              --low-ratings W    what a line weighs while learning whose value is below the mean of its person's values in the
                                 same file, above 0 and up to 1 (default 1: whatever was rated counts alike), as for evaluate
              --topics BROKERS   reads profile.state of the live topics instead: people as they are linked now
              --registry URL     of the schema registry (default http://localhost:8081/apis/registry/v3)
              --prefix P         stands before the topics' names (default: nothing)
              --client FILE      properties of Kafka's clients, such as those for TLS
              --out FILE         where the model is written; FILE.json beside it says what it is
              --id NAME          the model's name (default auto- and the time)
              --seed N           of everything random (default 1)

            The service uses the file once it lies in its kuajie.recommend.models.folder:
              curl -u "$OPERATOR_KEY:" -X POST 'localhost:8103/v1/models:take?name=NAME'    (NAME.model)
            Progress goes to standard error; the last line of standard output is one JSON object. Leaves with 2 after a fault in
            options or data, with 3 if no model was good enough.""";

    /** @throws FileFault naming the option and what is wrong with it */
    static TrainOptions parse(String command, List<String> arguments) {
        Reading reading = new Reading();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            int equals = name.startsWith("--") ? name.indexOf('=') : -1;
            String value =
                    equals > 0 ? name.substring(equals + 1) : i + 1 < arguments.size() ? arguments.get(++i) : null;
            reading.option(equals > 0 ? name.substring(0, equals) : name, value);
        }
        return reading.options(command.equals("train"));
    }

    private static final class Reading {
        private final List<Path> data = new ArrayList<>();
        private Table.Format format = Table.Format.PAIRS;
        private String domain = "";
        private LowRatings lowRatings = LowRatings.LIKE_OTHERS;
        private @Nullable String topics;
        private String registry = "http://localhost:8081/apis/registry/v3";
        private String prefix = "";
        private @Nullable Path client;
        private @Nullable Path out;
        private @Nullable String id;
        private long seed = 1;

        void option(String name, @Nullable String value) {
            switch (name) {
                case "--data" -> data.add(Given.file(name, value));
                case "--format" -> format = Given.format(Given.value(name, value));
                case "--domain" -> domain = Given.value(name, value);
                case "--low-ratings" -> lowRatings = LowRatings.parse(name, Given.value(name, value));
                case "--topics" -> topics = Given.value(name, value);
                case "--registry" -> registry = Given.value(name, value);
                case "--prefix" -> prefix = Given.value(name, value);
                case "--client" -> client = Given.file(name, value);
                case "--out" -> out = Path.of(Given.value(name, value));
                case "--id" -> id = checked(Given.value(name, value));
                case "--seed" -> seed = Given.whole(name, Given.value(name, value));
                default -> throw new FileFault("There is no option '%s'; --help lists them.".formatted(name));
            }
        }

        private static String checked(String id) {
            if (!id.matches("[A-Za-z0-9._-]{1,80}")) {
                throw new FileFault(
                        "--id is '%s' and must be of letters, digits, dots and dashes, 80 at most.".formatted(id));
            }
            return id;
        }

        TrainOptions options(boolean mustWrite) {
            if (data.isEmpty() == (topics == null)) {
                throw new FileFault("Give either --data files or --topics; --help explains.");
            }
            if (mustWrite && out == null) {
                throw new FileFault("--out is missing: where to write the model; 'tune' only looks for settings.");
            }
            return new TrainOptions(data, format, domain, lowRatings, topics, registry, prefix, client, out, id, seed);
        }
    }
}
