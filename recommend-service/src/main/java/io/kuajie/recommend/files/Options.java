package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.evaluation.Families;
import io.kuajie.recommend.domain.evaluation.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
record Options(
        Path train,
        Path test,
        List<Path> sources,
        Table.Format format,
        Protocol protocol,
        int[] cutoffs,
        double coldShare,
        long seed,
        String model,
        boolean keepTwins,
        LowRatings lowRatings,
        int splits,
        List<String> against) {
    static final String HELP = """
            Usage: deploy/bench/evaluate --train FILE --test FILE [options]

            Learns a model from the training file and measures how well it ranks the test file. Settings are chosen on
            a part of the training data; the test file is only measured.

              --train FILE       who dealt with what
              --test FILE        what is to be found
              --source FILE      the same people's behaviour in another domain; may be given several times.
                                 Items of different files are different items.
              --format F         pairs (default): user<TAB>item[<TAB>value[<TAB>time]], a line each; spaces, :: or commas
                                 may stand for the tabs. Lines whose value is not above 0 are left out. Times are seconds
                                 or finer units since 1970; they count if every line of every file has one.
                                 lists: user item item ...
              --protocol P       full-ranking (default): all test items of a person against all items without the
                                 person's training items; level scores count against the model.
                                 sampled-999: each test item against 999 random items that the person has not;
                                 level scores count as the mean over their orders.
                                 cold: hides the target history of a random share of the people who have source
                                 behaviour, and ranks one test item of theirs against 999. Needs --source.
              --k LIST           cut-offs (default 10,20,50)
              --cold-share S     share of people to hide (default 0.2)
              --seed N           of everything random (default 1)
              --model M          auto (default; a blend of these, weighed by validation), als, ease, sparseease, rp3beta, cosine,
                                 itemitem (the same), popularity, trending, userkernel; between domains also joined
                                 (als over all, strongly regularised), shared (als over all, other domains
                                 counting less), crosskernel, factormap
              --splits N         split the given data in N ways (default 1: as given) and compare: the first is the given
                                 split; the others have as many test items a person at random, or earlier windows of
                                 time where the test is the latest; cold hides other people each time
              --against LIST     models to compare with on the same trials, each with settings chosen as for auto and
                                 with the most popular for people of whom it knows nothing (default: none with one
                                 split, else all that are part of auto for the protocol). Prints the difference with
                                 a 95 % interval by the paired bootstrap over people
              --low-ratings W    what an interaction weighs while learning whose value is below the mean of its person's values in
                                 the same file, above 0 and up to 1 (default 1: whatever was rated counts alike). Heeded by als,
                                 ease and what is made of them; neighbours and counts take all alike. Measures don't change
              --keep-twins       keep source items that exactly the people of a target item have; they are the same
                                 product and would tell the answer

            Files are UTF-8, as they are or packed by gzip. Empty lines and lines that start with # are skipped; a first
            line that names columns is no data; what is named twice counts once; test pairs that the training data holds
            too are not asked for.
            Progress goes to standard error; the last line of standard output is one JSON object with model, settings,
            recall@k, ndcg@k, hr@k, precision@k, map@k, f1@k, mrr, coverage@k, novelty@k, gini@k, popularityLift@k and
            seconds. recall = hits / test items; ndcg and map against an ideal list cut at k. The last four are about lists of
            all items without the person's own: share of the items listed; bits of self-information a place; how unevenly
            items are listed, 0 to 1; by how much what is listed is more popular than the test items, as a share.
            Leaves with 2 after a fault in the options or files.""";

    /** @throws FileFault naming the option and what is wrong with it */
    static Options parse(List<String> arguments) {
        Reading reading = new Reading();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--keep-twins")) {
                reading.keepTwins = true;
                continue;
            }
            int equals = name.startsWith("--") ? name.indexOf('=') : -1;
            String value =
                    equals > 0 ? name.substring(equals + 1) : i + 1 < arguments.size() ? arguments.get(++i) : null;
            reading.option(equals > 0 ? name.substring(0, equals) : name, value);
        }
        return reading.options();
    }

    /** Options being read. */
    private static final class Reading {
        private @Nullable Path train;
        private @Nullable Path test;
        private final List<Path> sources = new ArrayList<>();
        private Table.Format format = Table.Format.PAIRS;
        private Protocol protocol = Protocol.FULL_RANKING;
        private int[] cutoffs = {10, 20, 50};
        private double coldShare = 0.2;
        private long seed = 1;
        private String model = "auto";
        private boolean keepTwins;
        private LowRatings lowRatings = LowRatings.LIKE_OTHERS;
        private int splits = 1;
        private @Nullable List<String> against;

        void option(String name, @Nullable String value) {
            switch (name) {
                case "--train" -> train = Given.file(name, value);
                case "--test" -> test = Given.file(name, value);
                case "--source" -> sources.add(Given.file(name, value));
                case "--format" -> format = Given.format(Given.value(name, value));
                case "--protocol" -> protocol = protocol(Given.value(name, value));
                case "--k" -> cutoffs = cutoffs(Given.value(name, value));
                case "--cold-share" -> coldShare = share(Given.value(name, value));
                case "--low-ratings" -> lowRatings = LowRatings.parse(name, Given.value(name, value));
                case "--seed" -> seed = Given.whole(name, Given.value(name, value));
                case "--model" -> model = known(name, Given.value(name, value));
                case "--splits" -> splits = splits(Given.value(name, value));
                case "--against" ->
                    against = Arrays.stream(Given.value(name, value).split(","))
                            .map(text -> known(name, text.strip()))
                            .distinct()
                            .toList();
                default -> throw new FileFault("There is no option '%s'; --help lists them.".formatted(name));
            }
        }

        Options options() {
            if (train == null || test == null) {
                throw new FileFault("--%s is missing; --help explains.".formatted(train == null ? "train" : "test"));
            }
            if (protocol == Protocol.COLD && sources.isEmpty()) {
                throw new FileFault("--protocol cold needs --source: behaviour to know hidden people by.");
            }
            return new Options(
                    train,
                    test,
                    sources,
                    format,
                    protocol,
                    cutoffs,
                    coldShare,
                    seed,
                    model,
                    keepTwins,
                    lowRatings,
                    splits,
                    against == null ? (splits == 1 ? List.of() : usual()) : against);
        }

        private List<String> usual() {
            return (protocol == Protocol.COLD ? Families.COLD_NAMES : Families.WARM_NAMES)
                    .stream().filter(name -> !name.equals(model)).toList();
        }

        private static String known(String option, String model) {
            if (!Families.NAMES.contains(model)) {
                throw new FileFault("%s has '%s', which is no model; there are %s."
                        .formatted(option, model, String.join(", ", Families.NAMES)));
            }
            return model;
        }

        private static int splits(String value) {
            long splits = Given.whole("--splits", value);
            if (splits < 1 || splits > 100) {
                throw new FileFault("--splits is '%s' and must be from 1 to 100.".formatted(value));
            }
            return (int) splits;
        }

        private static Protocol protocol(String value) {
            return Arrays.stream(Protocol.values())
                    .filter(protocol -> protocol.wireName().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new FileFault(
                            "--protocol is '%s' and must be full-ranking, sampled-999 or cold.".formatted(value)));
        }

        private static int[] cutoffs(String value) {
            int[] cutoffs = Arrays.stream(value.split(","))
                    .mapToInt(text -> Math.toIntExact(Given.whole("--k", text.strip())))
                    .sorted()
                    .distinct()
                    .toArray();
            if (cutoffs.length == 0 || cutoffs[0] < 1 || cutoffs[cutoffs.length - 1] > 1000) {
                throw new FileFault("--k is '%s' and must be numbers from 1 to 1000, such as 10,20.".formatted(value));
            }
            return cutoffs;
        }

        private static double share(String value) {
            double share = Given.fraction(value);
            if (share > 0 && share < 1) {
                return share;
            }
            throw new FileFault("--cold-share is '%s' and must be between 0 and 1.".formatted(value));
        }
    }
}
