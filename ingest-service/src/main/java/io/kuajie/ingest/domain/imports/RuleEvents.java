package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.mapping.EventRule;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.mapping.Mapping;
import io.kuajie.ingest.domain.mapping.RuleMatch;
import io.kuajie.ingest.domain.mapping.Slot;
import io.kuajie.ingest.domain.mapping.Template;
import io.kuajie.ingest.domain.plan.Reaction;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.ingest.domain.segment.Vocabulary;
import io.kuajie.kernel.Pseudonymizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the events that a mapping's rules see in a line. */
final class RuleEvents {
    private final Mapping mapping;
    private final RuleMatch matching;
    private final Duration shift;
    private final LineContext context;
    private final Pseudonymizer pseudonymizer;
    private final RuleDetails details;
    private final Currency fallback;
    private final Scrutiny scrutiny;
    private final boolean isNumbered;

    RuleEvents(
            Mapping mapping,
            Duration shift,
            LineContext context,
            Pseudonymizer pseudonymizer,
            Currency fallback,
            Scrutiny scrutiny) {
        this.mapping = mapping;
        this.matching = new RuleMatch(mapping);
        this.shift = shift;
        this.context = context;
        this.pseudonymizer = pseudonymizer;
        this.details = new RuleDetails(mapping, context.sender().partner(), pseudonymizer);
        this.fallback = fallback;
        this.scrutiny = scrutiny;
        this.isNumbered = !matching.isOneEventAtMost();
    }

    /** The events of a line, or why there are none; empty where no rule is about it. */
    List<Mapped> of(long line, Fields fields, long receivedAt) {
        List<RuleMatch.Found> found = matching.of(fields);
        if (found.isEmpty()) {
            return List.of();
        }
        Person person = person(fields);
        if (person.leaf() == null) {
            return List.of(refused(line, fields, person, id(line, fields), Reason.MISSING_USER));
        }
        OptionalLong at = occurredAt(fields);
        if (at.isEmpty()) {
            return List.of(refused(line, fields, person, id(line, fields), Reason.BAD_TIME));
        }
        List<Mapped> events = new ArrayList<>(found.size());
        for (RuleMatch.Found one : found) {
            String id = id(line, fields) + (isNumbered ? "#" + one.number() : "");
            events.add(event(line, one, person, id, at.getAsLong(), receivedAt));
        }
        return events;
    }

    /** Whose line it is. */
    Person person(Fields fields) {
        String user = fill(mapping.user(), fields);
        String anonymous = user == null ? fill(mapping.anonymous(), fields) : null;
        String id = user == null ? anonymous : user;
        if (id == null) {
            return Person.NOBODY;
        }
        var kind = user == null ? Pseudonymizer.Kind.ANONYMOUS : Pseudonymizer.Kind.USER;
        return new Person(pseudonymizer.leaf(context.sender().partner(), kind, id), user == null, Set.of(id));
    }

    private Mapped event(long line, RuleMatch.Found found, Person person, String id, long occurredAt, long receivedAt) {
        EventRule rule = found.rule();
        Fields fields = found.fields();
        String stated = rule.text(Slot.ACTION, fields);
        String action = action(rule, stated, fields);
        if (action == null) {
            return refused(line, fields, person, id, Reason.UNKNOWN_ACTION);
        }
        String name = rule.text(Slot.NAME, fields);
        String known = name == null && isStated(rule) ? stated : name;
        Verdict verdict = planned(rule, fields, known == null ? action : known);
        if (verdict instanceof Verdict.Differs(Reaction reaction, String detail) && reaction == Reaction.REJECT) {
            String told = String.valueOf(clean(detail, person));
            return refused(line, fields, person, id, Reason.OFF_PLAN, told);
        }
        Figures figures = Figures.of(rule, fields, fallback);
        if (figures.fault() != null) {
            return refused(line, fields, person, id, figures.fault());
        }
        return new RawEvent(
                java.util.Objects.requireNonNull(person.leaf()),
                person.isAnonymous(),
                id,
                "track",
                clean(known, person),
                String.valueOf(clean(action, person)),
                context.sender().domain().value(),
                occurredAt,
                receivedAt,
                details.about(rule, fields, figures, action, person.ids()),
                details.client(rule, fields),
                RuleProperties.of(rule, fields, person.ids()),
                Origin.line(context.importName(), line),
                Mark.of(verdict instanceof Verdict.Differs differs && differs.reaction() == Reaction.FLAG, false),
                Map.of());
    }

    /** @param event its name, or what it counts as where the line gives it none */
    private Verdict planned(EventRule rule, Fields fields, String event) {
        var partner = context.sender().partner();
        return scrutiny.hasPlan(partner)
                ? scrutiny.planned(partner, event, LineDescription.of(rule, fields))
                : Verdict.FITS;
    }

    /** The action's name; null where the line names none that the mapping knows. */
    private @Nullable String action(EventRule rule, @Nullable String stated, Fields fields) {
        Template template = rule.templateBySlot().get(Slot.ACTION);
        if (stated == null) {
            String name = rule.text(Slot.NAME, fields);
            boolean isMissing = template != null && template.isRequired(fields);
            return isMissing ? null : name == null ? mapping.fallbackAction() : Vocabulary.actionOf(name);
        }
        if (mapping.actionByText().isEmpty() || !isStated(rule)) {
            return Vocabulary.actionOf(stated);
        }
        return mapping.actionByText().get(stated);
    }

    private static boolean isStated(EventRule rule) {
        Template template = rule.templateBySlot().get(Slot.ACTION);
        return template != null && !template.isConstant();
    }

    private OptionalLong occurredAt(Fields fields) {
        String time = fill(mapping.at(), fields);
        if (time == null) {
            boolean isMissing = mapping.at() != null && mapping.at().isRequired(fields);
            return isMissing ? OptionalLong.empty() : OptionalLong.of(context.startedAt());
        }
        OptionalLong stated = mapping.time().parse(time);
        return stated.isEmpty() ? stated : OptionalLong.of(stated.getAsLong() + shift.toMillis());
    }

    private String id(long line, Fields fields) {
        String own = fill(mapping.id(), fields);
        return own == null ? context.messageId(line) : own;
    }

    private Refused refused(long line, Fields fields, Person person, String id, Reason reason) {
        return refused(line, fields, person, id, reason, "");
    }

    private Refused refused(long line, Fields fields, Person person, String id, Reason reason, String told) {
        return new Refused(
                context.sender().partner(),
                person.leaf(),
                id,
                reason,
                reason.rule() + (told.isEmpty() ? "" : " " + told) + " See line " + line + " of the file.",
                person.leaf() == null
                        ? "(nobody is named)"
                        : fields.scrubbed(person.ids(), person.leaf().pseudonym()),
                Origin.line(context.importName(), line));
    }

    private static @Nullable String fill(@Nullable Template template, Fields fields) {
        return template == null ? null : template.fill(fields);
    }

    private static @Nullable String clean(@Nullable String text, Person person) {
        return text == null ? null : Scrubber.text(text, person.ids());
    }
}
