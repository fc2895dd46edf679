package io.kuajie.recommend.files;

import java.io.PrintStream;
import java.util.List;

/** The command line beside the service: {@code deploy/bench/recommend train|tune|evaluate}. */
public final class Recommend {
    static final String HELP = """
            Usage: deploy/bench/recommend COMMAND [options]

              train      learns the service's model from files or from the live topics and writes it to a file
              tune       searches settings on a validation part of the same data and prints them
              evaluate   judges a model on a training and a test file

            COMMAND --help explains each.""";

    private Recommend() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns what the process leaves with. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            err.println(HELP);
            return 2;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "evaluate" -> Evaluate.run(rest, out, err);
            case "train", "tune" -> Train.run(arguments.getFirst(), rest, out, err);
            case "--help", "-h", "help" -> {
                out.println(HELP);
                yield 0;
            }
            default -> {
                err.println("There is no command '%s'; there are train, tune and evaluate."
                        .formatted(arguments.getFirst()));
                yield 2;
            }
        };
    }
}
