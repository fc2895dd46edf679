package io.kuajie.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The door's reports as lines for people. */
public final class ReportLines {
    private ReportLines() {}

    /** What became of an import. */
    public static List<String> of(JsonNode report) {
        List<String> lines = new ArrayList<>();
        lines.add("import     " + report.path("import").asText());
        if (report.path("alreadyImported").asBoolean()) {
            lines.add("           was complete before; nothing was added");
        }
        lines.add("lines      " + count(report.path("lines")));
        lines.add("accepted   " + count(report.path("accepted")));
        lines.add("skipped    " + count(report.path("skipped")) + "   (no events by the mapping)");
        codes(lines, "rejected at the door", report.path("rejected"));
        JsonNode cleaning = report.path("cleaning");
        if (cleaning.isObject()) {
            if (cleaning.path("complete").asBoolean()) {
                lines.add("clean      " + count(cleaning.path("clean")));
                codes(lines, "rejected in cleaning", cleaning.path("rejected"));
            } else {
                lines.add("cleaning has not passed all of it yet; ask again with --report");
            }
        }
        if (report.hasNonNull("problem")) {
            lines.add("ended      " + report.path("problem").asText());
        }
        return lines;
    }

    /** What would become of a file. */
    public static List<String> ofRehearsal(JsonNode told) {
        List<String> lines = new ArrayList<>();
        lines.add("lines      " + count(told.path("lines")) + "   (dry run: nothing was sent on)");
        lines.add("would pass " + count(told.path("accepted")));
        lines.add("skipped    " + count(told.path("skipped")));
        codes(lines, "by action", told.path("events"));
        codes(lines, "would be rejected", told.path("rejected"));
        for (JsonNode problem : told.path("problems")) {
            lines.add("line %s: %s. %s%s"
                    .formatted(
                            problem.path("line").asText(),
                            problem.path("code").asText(),
                            problem.path("detail").asText(),
                            problem.hasNonNull("payload")
                                    ? " | " + problem.path("payload").asText()
                                    : ""));
        }
        return lines;
    }

    private static void codes(List<String> lines, String label, JsonNode countByCode) {
        if (!countByCode.isEmpty()) {
            lines.add(label + ":");
            countByCode
                    .properties()
                    .forEach(code -> lines.add("  %-20s %s".formatted(code.getKey(), count(code.getValue()))));
        }
    }

    private static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }
}
