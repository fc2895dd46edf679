package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.form.Form.Fault;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an import is told: its name, its format, and the domain of its events.
 *
 * @param domain null for the partner's own
 */
public record ImportOptions(
        String name, ImportFormat format, @Nullable Domain domain) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}");
    private static final Set<String> KNOWN = Set.of(
            "import", "format", "columns", "delimiter", "header", "time", "actions", "action", "shift", "domain");
    private static final Map<String, String> TAOBAO_ACTIONS = Map.of(
            "pv", Action.BROWSE.name(),
            "cart", Action.CART.name(),
            "fav", Action.FAVOURITE.name(),
            "buy", Action.BUY.name());

    /** Reads the options by name, as the address holds them. */
    public static Form<ImportOptions> parse(Map<String, String> options) {
        return new Parser(options).parse();
    }

    private static final class Parser {
        private final Map<String, String> options;
        private final List<Fault> faults = new ArrayList<>();

        Parser(Map<String, String> options) {
            this.options = options;
        }

        Form<ImportOptions> parse() {
            options.keySet().stream()
                    .filter(option -> !KNOWN.contains(option))
                    .forEach(option -> fault(option, "is no option of imports"));
            String name = options.getOrDefault("import", "");
            if (!NAME.matcher(name).matches()) {
                fault("import", "must name the import with 1 to 100 letters, digits, dots, underscores or hyphens");
            }
            ImportFormat format = format();
            Domain domain = domain();
            return faults.isEmpty()
                    ? new Form.Valid<>(new ImportOptions(name, format, domain))
                    : new Form.Invalid<>(List.copyOf(faults));
        }

        private ImportFormat format() {
            Duration shift = shift();
            return switch (options.getOrDefault("format", "csv")) {
                case "taobao" -> taobao(shift);
                case "pairs" -> pairs(shift);
                case "csv" -> csv(shift);
                case "segment-ndjson" -> new ImportFormat.SegmentMessages(shift);
                default -> {
                    fault("format", "must be taobao, pairs, csv or segment-ndjson");
                    yield new ImportFormat.SegmentMessages(shift);
                }
            };
        }

        private ImportFormat taobao(Duration shift) {
            List<Column> columns = List.of(Column.USER, Column.ITEM, Column.CATEGORY, Column.ACTION, Column.TIME);
            return new ImportFormat.Columns(
                    columns, 5, delimiter(','), true, header(), time(), actions(TAOBAO_ACTIONS), "", shift);
        }

        private ImportFormat pairs(Duration shift) {
            List<Column> columns = List.of(Column.USER, Column.ITEM, Column.OTHER, Column.TIME);
            return new ImportFormat.Columns(
                    columns, 2, delimiter('\t'), false, header(), time(), Map.of(), action(Action.BUY.name()), shift);
        }

        private ImportFormat csv(Duration shift) {
            String named = options.getOrDefault("columns", "");
            List<Column> columns = named.isBlank()
                    ? List.of()
                    : List.of(named.split(",", -1)).stream().map(Column::named).toList();
            if (columns.isEmpty() && !header()) {
                fault("columns", "must name the columns, such as user,item,action,time, unless header=true");
            } else if (!columns.isEmpty() && !columns.contains(Column.USER)) {
                fault("columns", "must name the column user");
            }
            String fallback = columns.contains(Column.RATING) ? Action.EVALUATE.name() : Action.BROWSE.name();
            return new ImportFormat.Columns(
                    columns,
                    columns.size(),
                    delimiter(','),
                    true,
                    header(),
                    time(),
                    actions(Map.of()),
                    action(fallback),
                    shift);
        }

        private char delimiter(char fallback) {
            String text = options.getOrDefault("delimiter", String.valueOf(fallback));
            String plain = text.equals("tab") || text.equals("\\t") ? "\t" : text;
            if (plain.length() != 1 || plain.equals("\"") || plain.equals("\n")) {
                fault("delimiter", "must be one character, or tab");
                return fallback;
            }
            return plain.charAt(0);
        }

        private boolean header() {
            return Boolean.parseBoolean(options.getOrDefault("header", "false"));
        }

        private TimeForm time() {
            return TimeForm.fromWireName(options.getOrDefault("time", "epoch-seconds"))
                    .orElseGet(() -> {
                        fault("time", "must be epoch-seconds, epoch-millis or iso");
                        return TimeForm.ISO;
                    });
        }

        private Map<String, String> actions(Map<String, String> fallback) {
            String text = options.getOrDefault("actions", "");
            if (text.isBlank()) {
                return fallback;
            }
            Map<String, String> actionByText = new HashMap<>();
            for (String pair : text.split(",", -1)) {
                int colon = pair.lastIndexOf(':');
                if (colon <= 0 || !isAction(pair.substring(colon + 1).strip())) {
                    fault("actions", "must be pairs text:action, such as pv:browse,buy:buy");
                    return fallback;
                }
                actionByText.put(
                        pair.substring(0, colon).strip(),
                        pair.substring(colon + 1).strip());
            }
            return actionByText;
        }

        private String action(String fallback) {
            String action = options.getOrDefault("action", fallback);
            if (!isAction(action)) {
                fault("action", "must be an action, such as buy");
            }
            return action;
        }

        private Duration shift() {
            String text = options.getOrDefault("shift", "0");
            try {
                return text.matches("[+-]?\\d{1,12}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
            } catch (DateTimeException e) {
                fault("shift", "must be seconds, or a duration such as PT36H");
                return Duration.ZERO;
            }
        }

        private @Nullable Domain domain() {
            String text = options.get("domain");
            try {
                return text == null ? null : new Domain(text);
            } catch (IllegalArgumentException e) {
                fault("domain", String.valueOf(e.getMessage()));
                return null;
            }
        }

        private void fault(String option, String reason) {
            Fault fault = new Fault(option, reason);
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }

        private static boolean isAction(String text) {
            return !text.isBlank() && text.length() <= 64;
        }
    }
}
