package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.mapping.Fields;
import io.kuajie.ingest.domain.mapping.LineForm;
import io.kuajie.ingest.domain.mapping.Mapping;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Makes events of lines that a mapping file explains. */
public final class ExplainedLineMapper implements LineMapper {
    private final LineContext context;
    private final LineForm form;
    private final RuleEvents events;

    /** @param shift added to the times of lines @param fallback the currency of prices that don't name theirs */
    public ExplainedLineMapper(
            Mapping mapping,
            Duration shift,
            LineContext context,
            Pseudonymizer pseudonymizer,
            Currency fallback,
            Scrutiny scrutiny) {
        this.context = context;
        this.form = LineForm.of(mapping.shape());
        this.events = new RuleEvents(mapping, shift, context, pseudonymizer, fallback, scrutiny);
    }

    @Override
    public boolean hasHeader() {
        return form.hasHeader();
    }

    @Override
    public void header(String text) {
        form.header(text);
    }

    @Override
    public List<Mapped> map(long line, String text, long receivedAt) {
        Optional<Fields> fields = form.read(line, text);
        return fields.isEmpty()
                ? List.of(refused(line, text, Reason.MALFORMED_LINE))
                : events.of(line, fields.get(), receivedAt);
    }

    @Override
    public Mapped refused(long line, String text, Reason reason) {
        Optional<Fields> fields = form.lenient(line, text);
        Person person = fields.map(events::person).orElse(Person.NOBODY);
        LeafKey leaf = person.leaf();
        return new Refused(
                context.sender().partner(),
                leaf,
                context.messageId(line),
                reason,
                reason.rule() + " See line " + line + " of the file.",
                leaf == null
                        ? "(%d characters)".formatted(text.length())
                        : fields.orElseThrow().scrubbed(person.ids(), leaf.pseudonym()),
                Origin.line(context.importName(), line));
    }
}
