package io.kuajie.ingest.domain.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the rules that are about a line, and what each of them sees in it. */
public final class RuleMatch {
    private final Mapping mapping;
    private final Set<String> used;

    public RuleMatch(Mapping mapping) {
        this.mapping = mapping;
        this.used = mapping.used();
    }

    /** An event to be made. @param number of the event in the line, the same however often the line is read */
    public record Found(EventRule rule, Fields fields, int number) {}

    /** Whether no line becomes more than one event. */
    public boolean isOneEventAtMost() {
        boolean isOneRule = mapping.rules().size() == 1 || mapping.isFirstRuleOnly();
        return isOneRule && mapping.rules().stream().allMatch(rule -> rule.each() == null);
    }

    /** Empty if no rule is about the line. */
    public List<Found> of(Fields fields) {
        List<Found> found = new ArrayList<>(1);
        for (EventRule rule : mapping.rules()) {
            Optional<Fields> seen = seen(rule, fields);
            if (seen.isPresent()) {
                if (!rule.isSkip()) {
                    add(rule, seen.get(), found);
                }
                if (mapping.isFirstRuleOnly()) {
                    break;
                }
            }
        }
        return found;
    }

    private void add(EventRule rule, Fields fields, List<Found> found) {
        if (rule.each() == null) {
            found.add(new Found(rule, fields, found.size() + 1));
            return;
        }
        for (Fields part : fields.parts(rule.each(), used)) {
            found.add(new Found(rule, part, found.size() + 1));
        }
    }

    private static Optional<Fields> seen(EventRule rule, Fields fields) {
        Fields seen = fields;
        if (rule.path() != null) {
            Optional<Map<String, String>> parts =
                    fields instanceof LogLine line ? rule.path().match(line.path()) : Optional.empty();
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            seen = new Part(fields, parts.get());
        }
        for (Condition condition : rule.when()) {
            if (!condition.holds(seen)) {
                return Optional.empty();
            }
        }
        return Optional.of(seen);
    }
}
