package io.kuajie.ingest.domain.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file. */
public final class MappingForm {
    private static final int LONGEST = 256;
    private static final Set<String> KNOWN = Set.of(
            "format",
            "about",
            "columns",
            "fewest",
            "delimiter",
            "quoted",
            "header",
            "fields",
            "user",
            "anonymous",
            "id",
            "at",
            "time",
            "actions",
            "action",
            "otherwise",
            "events");

    private final FieldReader in;

    private MappingForm(FieldReader in) {
        this.in = in;
    }

    /** The mapping, or everything that is wrong with it. @param path where it stands; empty for a file of its own */
    public static Form<Mapping> parse(JsonNode json, String path) {
        FieldReader in = FieldReader.of(json, path);
        in.names().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> in.fault(name, "is nothing that mapping files know"));
        return new MappingForm(in).parse();
    }

    private Form<Mapping> parse() {
        Shape shape = shape();
        boolean isLog = shape instanceof Shape.AccessLog;
        Template user = template("user");
        Template anonymous = template("anonymous");
        if (user == null && anonymous == null) {
            in.fault("user", "is required unless anonymous is given: whose events these are, such as {user_id}");
        }
        Template id = template("id");
        Template stated = template("at");
        Template at = stated == null && isLog ? Template.parse("{time}") : stated;
        TimeForm time = time(isLog);
        Map<String, String> actions = actions();
        String fallback = in.text("otherwise", LONGEST);
        String otherwise = fallback == null ? Action.BROWSE.name() : fallback;
        requireAction("otherwise", otherwise);
        List<EventRule> rules = new RuleForm(in, isLog).rules();
        return in.make(() -> new Mapping(shape, user, anonymous, id, at, time, actions, otherwise, rules));
    }

    private Shape shape() {
        String format = in.requiredText("format", LONGEST);
        return switch (format) {
            case "csv" -> columns();
            case "json" -> new Shape.JsonObject();
            case "access-log" -> accessLog();
            default -> {
                in.fault("format", "must be csv, json or access-log");
                yield new Shape.JsonObject();
            }
        };
    }

    private Shape columns() {
        List<String> names = in.texts("columns", LONGEST);
        boolean hasHeader = in.flag("header", false);
        if (names.isEmpty() && !hasHeader) {
            in.fault("columns", "must name the columns in order, such as user,item,action,time, unless header is true");
        }
        Long fewest = in.integer("fewest");
        if (fewest != null && (fewest < 1 || fewest > names.size())) {
            in.fault("fewest", "must be 1 to the number of columns");
        }
        return new Shape.Columns(
                names,
                fewest == null ? names.size() : (int) Math.min(fewest, names.size()),
                delimiter(),
                in.flag("quoted", true),
                hasHeader);
    }

    private char delimiter() {
        String text = in.raw("delimiter");
        String plain = text == null ? "," : text.equals("tab") || text.equals("\\t") ? "\t" : text;
        if (plain.length() != 1 || plain.equals("\"") || plain.equals("\n")) {
            in.fault("delimiter", "must be one character, or tab");
            return ',';
        }
        return plain.charAt(0);
    }

    private Shape accessLog() {
        List<String> fields = in.texts("fields", LONGEST);
        if (!fields.isEmpty() && !(fields.contains("time") && fields.contains("request"))) {
            in.fault("fields", "must name time and request, and - for what is not looked at");
        }
        return new Shape.AccessLog(fields.isEmpty() ? LogLine.COMBINED : fields);
    }

    private TimeForm time(boolean isLog) {
        String name = in.text("time", LONGEST);
        if (name == null) {
            return isLog ? TimeForm.ACCESS_LOG : TimeForm.EPOCH_SECONDS;
        }
        return TimeForm.fromWireName(name).orElseGet(() -> {
            in.fault("time", "must be epoch-seconds, epoch-millis, iso or access-log");
            return TimeForm.ISO;
        });
    }

    private Map<String, String> actions() {
        Map<String, String> actionByText = new LinkedHashMap<>(in.textByName("actions", LONGEST));
        actionByText.values().forEach(action -> requireAction("actions", action));
        return actionByText;
    }

    private void requireAction(String field, String action) {
        if (action.isBlank() || action.length() > 64) {
            in.fault(field, "must be an action, such as buy");
        }
    }

    private @Nullable Template template(String field) {
        return read(in, field, Template::parse);
    }

    /** What is made of a text; null where it is absent or at fault. */
    static <T> @Nullable T read(FieldReader in, String field, Function<String, T> parser) {
        String text = in.text(field, LONGEST);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            in.fault(field, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
