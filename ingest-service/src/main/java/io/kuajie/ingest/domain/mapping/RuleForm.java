package io.kuajie.ingest.domain.mapping;

import io.kuajie.ingest.domain.form.FieldReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a mapping file: its list {@code events}, or the one rule that the file itself is. */
final class RuleForm {
    private static final int LONGEST = 256;
    private static final int MOST_RULES = 200;
    /** These tell who somebody is, so only {@code user} and {@code anonymous}, which become pseudonyms, may name them. */
    private static final Set<String> IDENTIFYING = Set.of("client", "ident", "authuser", "agent", "cookie", "request");

    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("when", "path", "regex", "skip", "each", "properties"),
                    Stream.of(Slot.values()).map(Slot::wireName))
            .collect(Collectors.toUnmodifiableSet());

    private final FieldReader file;
    private final boolean isLog;

    RuleForm(FieldReader file, boolean isLog) {
        this.file = file;
        this.isLog = isLog;
    }

    List<EventRule> rules() {
        List<FieldReader> events = file.objects("events", MOST_RULES);
        if (events.isEmpty()) {
            Template action = MappingForm.read(file, "action", Template::parse);
            return List.of(new EventRule(
                    List.of(), null, false, null, action == null ? Map.of() : Map.of(Slot.ACTION, action), Map.of()));
        }
        List<EventRule> rules = new ArrayList<>();
        for (FieldReader event : events) {
            event.names().stream()
                    .filter(name -> !KNOWN.contains(name))
                    .forEach(name -> event.fault(name, "is nothing that events know"));
            rules.add(rule(event));
        }
        return rules;
    }

    private EventRule rule(FieldReader in) {
        PathRule path = path(in);
        Map<Slot, Template> templateBySlot = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            Template template = MappingForm.read(in, slot.wireName(), Template::parse);
            if (template != null) {
                requireHarmless(in, slot.wireName(), template);
                templateBySlot.put(slot, template);
            }
        }
        List<String> each = in.textOrTexts("each", LONGEST);
        return new EventRule(
                conditions(in),
                path,
                in.flag("skip", false),
                each.isEmpty() ? null : new Each(each),
                templateBySlot,
                properties(in));
    }

    private @Nullable PathRule path(FieldReader in) {
        PathRule glob = MappingForm.read(in, "path", PathRule::glob);
        PathRule regex = MappingForm.read(in, "regex", PathRule::regex);
        if (!isLog && (glob != null || regex != null)) {
            in.fault("path", "is for access logs only");
        }
        return glob == null ? regex : glob;
    }

    private static List<Condition> conditions(FieldReader in) {
        FieldReader when = in.object("when");
        List<Condition> conditions = new ArrayList<>();
        if (when == null) {
            return conditions;
        }
        for (String field : when.names()) {
            FieldReader negated = when.isObject(field) ? when.object(field) : null;
            conditions.add(
                    negated == null
                            ? Condition.of(field, when.textOrTexts(field, LONGEST), false)
                            : Condition.of(field, negated.textOrTexts("not", LONGEST), true));
        }
        return conditions;
    }

    private Map<String, Template> properties(FieldReader in) {
        Map<String, Template> templateByName = new LinkedHashMap<>();
        FieldReader properties = in.object("properties");
        if (properties != null) {
            for (String name : properties.names()) {
                Template template = MappingForm.read(properties, name, Template::parse);
                if (template != null) {
                    requireHarmless(properties, name, template);
                    templateByName.put(name, template);
                }
            }
        }
        return templateByName;
    }

    private void requireHarmless(FieldReader in, String field, Template template) {
        if (isLog && template.names().stream().anyMatch(n -> IDENTIFYING.contains(n) || n.startsWith("cookie."))) {
            in.fault(field, "must not hold what tells who somebody is; name that in user or anonymous");
        }
    }
}
