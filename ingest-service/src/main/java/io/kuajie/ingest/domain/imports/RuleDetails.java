package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.mapping.EventRule;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.mapping.Mapping;
import io.kuajie.ingest.domain.mapping.Shape;
import io.kuajie.ingest.domain.mapping.Slot;
import io.kuajie.ingest.domain.privacy.DeviceClass;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule says an event was about, and what with. */
record RuleDetails(Mapping mapping, PartnerId partner, Pseudonymizer pseudonymizer) {
    /** @param ids what the line calls the person */
    Details about(EventRule rule, Fields fields, Figures figures, String action, Set<String> ids) {
        String item = rule.text(Slot.ITEM, fields);
        String order = rule.text(Slot.ORDER, fields);
        return new Details(
                item == null ? null : partner + ":" + item,
                clean(rule.text(Slot.CATEGORY, fields), ids),
                figures.quantity(),
                figures.amount(action),
                figures.rating(),
                figures.progress(),
                null,
                clean(rule.text(Slot.QUERY, fields), ids),
                clean(rule.text(Slot.TEXT, fields), ids),
                rule.text(Slot.REQUEST, fields),
                order == null ? null : pseudonymizer.pseudonym(partner, Pseudonymizer.Kind.ORDER, order),
                clean(rule.text(Slot.CAMPAIGN, fields), ids));
    }

    Client client(EventRule rule, Fields fields) {
        String surface = rule.text(Slot.SURFACE, fields);
        String agent = mapping.shape() instanceof Shape.AccessLog ? fields.value("agent") : null;
        return new Client(
                null,
                null,
                agent == null ? null : DeviceClass.of(agent, null),
                surface == null ? null : Scrubber.path(surface));
    }

    private static @Nullable String clean(@Nullable String text, Set<String> ids) {
        return text == null ? null : Scrubber.text(text, ids);
    }
}
