package io.kuajie.recommend.files;

import io.kuajie.recommend.domain.evaluation.Difference;
import io.kuajie.recommend.domain.evaluation.Experiment.Outcome;
import io.kuajie.recommend.domain.evaluation.Lists;
import io.kuajie.recommend.domain.evaluation.Measures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, in words and as one line of JSON. @param outcomes that of the model first, then those to compare with */
record Report(Options options, List<Outcome> outcomes) {
    private record Column(String name, int place) {
        String title(int[] cutoffs) {
            return name + "@" + cutoffs[place];
        }

        double of(Measures measures) {
            return switch (name) {
                case "recall" -> measures.recall()[place];
                case "ndcg" -> measures.ndcg()[place];
                case "hr" -> measures.hitRate()[place];
                case "precision" -> measures.precision()[place];
                case "map" -> measures.averagePrecision()[place];
                default -> measures.f1()[place];
            };
        }
    }

    /** A line for each model; behind each figure by how much the first model's is above it, with the interval. */
    String table() {
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < cutoffs().length; place++) {
            columns.add(new Column(options.protocol().isSampled() ? "hr" : "recall", place));
            columns.add(new Column("ndcg", place));
        }
        StringBuilder table = new StringBuilder(format("%-12s", "model"));
        columns.forEach(column -> table.append(format("  %-33s", column.title(cutoffs()))));
        for (Outcome outcome : outcomes) {
            table.append(System.lineSeparator()).append(format("%-12s", outcome.model()));
            for (Column column : columns) {
                String figure = format("%.4f", column.of(outcome.measures()));
                if (outcome != ours()) {
                    Difference ahead = ahead(outcome, column);
                    figure += format(" (%+.4f: %+.4f to %+.4f)", ahead.mean(), ahead.lower(), ahead.upper());
                }
                table.append(format("  %-33s", figure));
            }
        }
        return table
                + System.lineSeparator()
                + "in brackets: by how much %s is ahead, and the 95 %% interval of the paired bootstrap over people"
                        .formatted(ours().model())
                + System.lineSeparator()
                + others();
    }

    /** The other figures, a line for each model. */
    private String others() {
        StringBuilder table = new StringBuilder(format("%-12s", "model"));
        others(ours()).forEach((name, value) -> table.append("  ").append(name));
        for (Outcome outcome : outcomes) {
            table.append(System.lineSeparator()).append(format("%-12s", outcome.model()));
            others(outcome)
                    .forEach((name, value) -> table.append(format("  %" + name.length() + "s", format("%.4f", value))));
        }
        return table.toString();
    }

    private Map<String, Double> others(Outcome outcome) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int place = 0; place < cutoffs().length; place++) {
            for (String name : List.of("map", "precision", "f1")) {
                Column column = new Column(name, place);
                values.put(column.title(cutoffs()), column.of(outcome.measures()));
            }
        }
        values.put("mrr", outcome.measures().meanReciprocalRank());
        values.putAll(lists(outcome.lists()));
        return values;
    }

    private static Map<String, Double> lists(Lists lists) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int place = 0; place < lists.cutoffs().length; place++) {
            String at = "@" + lists.cutoffs()[place];
            values.put("coverage" + at, lists.coverage()[place]);
            values.put("novelty" + at, lists.novelty()[place]);
            values.put("gini" + at, lists.gini()[place]);
            values.put("popularityLift" + at, lists.popularityLift()[place]);
        }
        return values;
    }

    String json(double seconds) {
        String line = "{\"model\":%s,\"settings\":%s,\"protocol\":\"%s\",\"seed\":%d,\"splits\":%d"
                .formatted(
                        quoted(ours().model()),
                        quoted(ours().settings()),
                        options.protocol().wireName(),
                        options.seed(),
                        options.splits());
        line += figures(ours());
        if (outcomes.size() > 1) {
            line += ",\"against\":["
                    + outcomes.stream().skip(1).map(this::compared).collect(Collectors.joining(",")) + "]";
        }
        return line
                + format(",\"trials\":%d,\"seconds\":%.1f}", ours().measures().trials(), seconds);
    }

    private String compared(Outcome outcome) {
        List<String> differences = new ArrayList<>();
        for (Column column : columns()) {
            Difference ahead = ahead(outcome, column);
            differences.add(format(
                    "\"%s\":[%.5f,%.5f,%.5f]", column.title(cutoffs()), ahead.mean(), ahead.lower(), ahead.upper()));
        }
        return "{\"model\":%s,\"settings\":%s%s,\"ahead\":{%s}}"
                .formatted(
                        quoted(outcome.model()),
                        quoted(outcome.settings()),
                        figures(outcome),
                        String.join(",", differences));
    }

    private String figures(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        columns()
                .forEach(column ->
                        text.append(format(",\"%s\":%.5f", column.title(cutoffs()), column.of(outcome.measures()))));
        text.append(format(",\"mrr\":%.5f", outcome.measures().meanReciprocalRank()));
        lists(outcome.lists()).forEach((name, value) -> text.append(format(",\"%s\":%s", name, number(value))));
        return text.toString();
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String name : List.of("recall", "ndcg", "hr", "precision", "map", "f1")) {
            for (int place = 0; place < cutoffs().length; place++) {
                columns.add(new Column(name, place));
            }
        }
        return columns;
    }

    private Difference ahead(Outcome outcome, Column column) {
        return ours().over(outcome, column::of, options.seed());
    }

    private Outcome ours() {
        return outcomes.getFirst();
    }

    private int[] cutoffs() {
        return ours().measures().cutoffs();
    }

    /** There is no lift where nobody had dealt with what was to be found. */
    private static String number(double value) {
        return Double.isFinite(value) ? format("%.5f", value) : "null";
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
