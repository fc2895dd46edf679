package io.kuajie.ingest.domain.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How lines become events, as a mapping file says it.
 *
 * @param user the partner's id of the person; null where no line has one
 * @param anonymous the id of somebody who is not known by a user id; null where no line has one
 * @param id the event's own id; null where the line's number is its id
 * @param at when it happened; null where no line says it
 * @param actionByText what action texts mean; where empty, they are event names or actions themselves
 * @param fallbackAction of lines that name none
 */
public record Mapping(
        Shape shape,
        @Nullable Template user,
        @Nullable Template anonymous,
        @Nullable Template id,
        @Nullable Template at,
        TimeForm time,
        Map<String, String> actionByText,
        String fallbackAction,
        List<EventRule> rules) {
    public Mapping {
        actionByText = Map.copyOf(actionByText);
        rules = List.copyOf(rules);
    }

    /** Whether only the first rule that holds makes events: addresses are told apart from the special to the general. */
    boolean isFirstRuleOnly() {
        return shape instanceof Shape.AccessLog;
    }

    /** Fields that say more than an answer: they are named somewhere. */
    Set<String> used() {
        Stream<String> own = Stream.of(user, anonymous, id, at)
                .filter(java.util.Objects::nonNull)
                .flatMap(template -> template.names().stream());
        Stream<String> ofRules = rules.stream()
                .flatMap(
                        rule -> Stream.concat(rule.names(), rule.when().stream().map(Condition::field)));
        return Stream.concat(own, ofRules).collect(Collectors.toUnmodifiableSet());
    }
}
