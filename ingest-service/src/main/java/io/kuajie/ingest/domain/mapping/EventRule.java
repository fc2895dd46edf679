package io.kuajie.ingest.domain.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes an event of a line.
 *
 * @param when all of which must hold
 * @param path which addresses it is about, in access logs; null for any line
 * @param isSkip whether such lines are no events
 * @param each the list whose entries become an event each; null for one event
 */
public record EventRule(
        List<Condition> when,
        @Nullable PathRule path,
        boolean isSkip,
        @Nullable Each each,
        Map<Slot, Template> templateBySlot,
        Map<String, Template> propertyByName) {
    public EventRule {
        when = List.copyOf(when);
        templateBySlot = Map.copyOf(templateBySlot);
        // In the file's order, so that a line says the same however often it is read.
        propertyByName = Collections.unmodifiableMap(new LinkedHashMap<>(propertyByName));
    }

    /** What the rule says of an event of this line; null where it says nothing. */
    public @Nullable String text(Slot slot, Fields fields) {
        Template template = templateBySlot.get(slot);
        return template == null ? null : template.fill(fields);
    }

    /** The fields that its events are made of; conditions don't count. */
    Stream<String> names() {
        return Stream.concat(templateBySlot.values().stream(), propertyByName.values().stream())
                .flatMap(template -> template.names().stream());
    }
}
