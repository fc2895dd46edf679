package io.kuajie.ingest.domain.imports;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.privacy.Scrubber;
import io.kuajie.ingest.domain.segment.Vocabulary;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes events of lines of columns. */
public final class ColumnLineMapper implements LineMapper {
    private final LineContext context;
    private final Pseudonymizer pseudonymizer;
    private final Currency fallback;
    private final ColumnSplitter splitter;
    private ImportFormat.Columns format;

    /** @param fallback the currency of prices that don't name theirs */
    public ColumnLineMapper(
            ImportFormat.Columns format, LineContext context, Pseudonymizer pseudonymizer, Currency fallback) {
        this.format = format;
        this.context = context;
        this.pseudonymizer = pseudonymizer;
        this.fallback = fallback;
        this.splitter = new ColumnSplitter(format.delimiter(), format.isQuoted());
    }

    @Override
    public boolean hasHeader() {
        return format.hasHeader();
    }

    @Override
    public void header(String text) {
        if (format.columns().isEmpty()) {
            List<String> names = splitter.split(text).orElse(List.of());
            format = format.withColumns(names.stream().map(Column::named).toList());
        }
    }

    @Override
    public List<Mapped> map(long line, String text, long receivedAt) {
        Optional<List<String>> values = splitter.split(text);
        if (values.isEmpty() || !fits(values.get().size())) {
            return List.of(refused(line, text, Reason.MALFORMED_LINE));
        }
        Row row = new Row(format.columns(), values.get());
        Reason fault = fault(row);
        return List.of(fault == null ? event(line, row, receivedAt) : refused(line, text, fault));
    }

    @Override
    public Mapped refused(long line, String text, Reason reason) {
        List<String> values = splitter.split(text).orElse(List.of());
        String user = new Row(format.columns(), values).text(Column.USER);
        LeafKey leaf = user == null ? null : leaf(user);
        return new Refused(
                context.sender().partner(),
                leaf,
                context.messageId(line),
                reason,
                reason.rule() + " See line " + line + " of the file.",
                leaf == null
                        ? "(%d characters in %d columns)".formatted(text.length(), values.size())
                        : payload(values, String.valueOf(user), leaf),
                Origin.line(context.importName(), line));
    }

    private boolean fits(int columns) {
        return columns >= format.fewest() && columns <= format.columns().size();
    }

    private @Nullable Reason fault(Row row) {
        if (row.text(Column.USER) == null) {
            return Reason.MISSING_USER;
        }
        String time = row.text(Column.TIME);
        if (format.columns().indexOf(Column.TIME) >= 0
                && (time == null ? isTimeRequired() : format.time().parse(time).isEmpty())) {
            return Reason.BAD_TIME;
        }
        String action = row.text(Column.ACTION);
        boolean isMapped = format.actionByText().isEmpty()
                || (action != null && format.actionByText().containsKey(action));
        if (format.columns().contains(Column.ACTION) && (action == null || !isMapped)) {
            return Reason.UNKNOWN_ACTION;
        }
        return Figures.of(row, fallback).fault();
    }

    private boolean isTimeRequired() {
        return format.columns().indexOf(Column.TIME) < format.fewest();
    }

    private RawEvent event(long line, Row row, long receivedAt) {
        String name = row.text(Column.ACTION);
        return new RawEvent(
                leaf(String.valueOf(row.text(Column.USER))),
                false,
                context.messageId(line),
                "track",
                name,
                actionOf(name),
                context.sender().domain().value(),
                occurredAt(row),
                receivedAt,
                details(row, actionOf(name)),
                Client.UNKNOWN,
                null,
                Origin.line(context.importName(), line));
    }

    private Details details(Row row, String action) {
        String item = row.text(Column.ITEM);
        String query = row.text(Column.QUERY);
        Figures figures = Figures.of(row, fallback);
        return new Details(
                item == null ? null : context.sender().partner() + ":" + item,
                row.text(Column.CATEGORY),
                figures.quantity(),
                figures.amount(action),
                figures.rating(),
                null,
                null,
                query == null ? null : Scrubber.text(query, Set.of()),
                null,
                null,
                null,
                null);
    }

    private String actionOf(@Nullable String text) {
        if (text == null) {
            return format.action();
        }
        String mapped = format.actionByText().get(text);
        return mapped == null ? Vocabulary.actionOf(text) : mapped;
    }

    private long occurredAt(Row row) {
        String time = row.text(Column.TIME);
        OptionalLong stated =
                time == null ? OptionalLong.empty() : format.time().parse(time);
        return stated.orElse(context.startedAt())
                + (stated.isPresent() ? format.shift().toMillis() : 0);
    }

    private LeafKey leaf(String user) {
        return pseudonymizer.leaf(context.sender().partner(), Pseudonymizer.Kind.USER, user);
    }

    private String payload(List<String> values, String user, LeafKey leaf) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean isUser = format.columns().indexOf(Column.USER) == i;
            kept.add(isUser ? leaf.pseudonym() : Scrubber.text(values.get(i), Set.of(user)));
        }
        return splitter.join(kept);
    }
}
