package io.kuajie.ingest.domain.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.form.Form.Fault;
import io.kuajie.ingest.domain.mapping.ColumnNames;
import io.kuajie.ingest.domain.mapping.Mapping;
import io.kuajie.ingest.domain.mapping.MappingForm;
import io.kuajie.ingest.domain.mapping.ShippedMappings;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String MESSAGES = "segment-ndjson";
    private static final List<String> OF_CSV =
            List.of("item", "category", "quantity", "price", "currency", "rating", "query", "order", "campaign");

    /** Reads the options by name, as the address holds them. @param mapping a mapping file; null for a named format */
    public static Form<ImportOptions> parse(Map<String, String> options, @Nullable JsonNode mapping) {
        return new Parser(options, mapping).parse();
    }

    private static final class Parser {
        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

        private final Map<String, String> options;
        private final @Nullable JsonNode file;
        private final List<Fault> faults = new ArrayList<>();

        Parser(Map<String, String> options, @Nullable JsonNode file) {
            this.options = options;
            this.file = file;
        }

        Form<ImportOptions> parse() {
            options.keySet().stream()
                    .filter(option -> !KNOWN.contains(option))
                    .forEach(option -> fault(option, "is no option of imports"));
            String name = options.getOrDefault("import", "");
            if (!NAME.matcher(name).matches()) {
                fault("import", "must name the import with 1 to 100 letters, digits, dots, underscores or hyphens");
            }
            Optional<ImportFormat> format = format(shift());
            Domain domain = domain();
            return faults.isEmpty()
                    ? new Form.Valid<>(new ImportOptions(name, format.orElseThrow(), domain))
                    : new Form.Invalid<>(List.copyOf(faults));
        }

        private Optional<ImportFormat> format(Duration shift) {
            if (file != null) {
                return mapping(file, "mapping").map(mapping -> new ImportFormat.Explained(mapping, shift));
            }
            String named = options.getOrDefault("format", "csv");
            if (named.equals(MESSAGES)) {
                return Optional.of(new ImportFormat.SegmentMessages(shift));
            }
            Optional<ObjectNode> known = named.equals("csv") ? Optional.of(csv()) : ShippedMappings.find(named);
            if (known.isEmpty()) {
                fault(
                        "format",
                        "must be csv, %s, or one of %s; any other needs a mapping file"
                                .formatted(MESSAGES, String.join(", ", ShippedMappings.names())));
                return Optional.empty();
            }
            tell(known.get());
            return mapping(known.get(), "").map(mapping -> new ImportFormat.Explained(mapping, shift));
        }

        private Optional<Mapping> mapping(JsonNode json, String path) {
            return switch (MappingForm.parse(json, path)) {
                case Form.Valid<Mapping> valid -> Optional.of(valid.value());
                case Form.Invalid<Mapping> invalid -> {
                    invalid.faults().forEach(fault -> fault(fault.field(), fault.reason()));
                    yield Optional.empty();
                }
            };
        }

        /** The mapping of columns that are named as here. */
        private ObjectNode csv() {
            List<String> columns = listed("columns");
            if (!columns.isEmpty()
                    && columns.stream().map(ColumnNames::canonical).noneMatch("user"::equals)) {
                fault("columns", "must name the column user");
            }
            boolean isRated = columns.stream().map(ColumnNames::canonical).anyMatch("rating"::equals);
            ObjectNode mapping = JSON.objectNode();
            ArrayNode names = mapping.put("format", "csv")
                    .put("user", "{user}")
                    .put("id", "{id}")
                    .put("at", "{time}")
                    .put("otherwise", isRated ? Action.EVALUATE.name() : Action.BROWSE.name())
                    .putArray("columns");
            columns.forEach(names::add);
            ObjectNode event = mapping.putArray("events").addObject().put("action", "{action}");
            OF_CSV.forEach(name -> event.put(name, "{" + name + "}"));
            return mapping;
        }

        /** What the options say goes before what the mapping says. */
        private void tell(ObjectNode mapping) {
            for (String option : List.of("delimiter", "time")) {
                if (options.containsKey(option)) {
                    mapping.put(option, options.get(option));
                }
            }
            if (options.containsKey("header")) {
                mapping.put("header", Boolean.parseBoolean(options.get("header")));
            }
            String action = options.get("action");
            if (action != null && isAction(action)) {
                mapping.put("otherwise", action);
            } else if (action != null) {
                fault("action", "must be an action, such as buy");
            }
            if (!options.getOrDefault("actions", "").isBlank()) {
                mapping.set("actions", actions());
            }
        }

        private ObjectNode actions() {
            ObjectNode actionByText = JSON.objectNode();
            for (String pair : listed("actions")) {
                int colon = pair.lastIndexOf(':');
                if (colon <= 0 || !isAction(pair.substring(colon + 1).strip())) {
                    fault("actions", "must be pairs text:action, such as pv:browse,buy:buy");
                    return actionByText;
                }
                actionByText.put(
                        pair.substring(0, colon).strip(),
                        pair.substring(colon + 1).strip());
            }
            return actionByText;
        }

        private List<String> listed(String option) {
            String text = options.getOrDefault(option, "");
            return text.isBlank() ? List.of() : List.of(text.split(",", -1));
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
