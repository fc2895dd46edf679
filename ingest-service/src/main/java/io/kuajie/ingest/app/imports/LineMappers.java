package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.app.Limits;
import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.RecordedRates;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.imports.ExplainedLineMapper;
import io.kuajie.ingest.domain.imports.ImportFormat;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.LineContext;
import io.kuajie.ingest.domain.imports.LineIntake;
import io.kuajie.ingest.domain.imports.SegmentLineMapper;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Pseudonymizer;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes what reads an import's lines. */
@ApplicationScoped
public class LineMappers {
    private final SegmentMapper segmentMapper;
    private final Pseudonymizer pseudonymizer;
    private final Limits limits;
    private final Scrutiny scrutiny;
    private final PersonRates rates;
    private final PersonSequences sequences;

    LineMappers(
            SegmentMapper segmentMapper,
            Pseudonymizer pseudonymizer,
            Limits limits,
            Scrutiny scrutiny,
            PersonRates rates,
            PersonSequences sequences) {
        this.scrutiny = scrutiny;
        this.rates = rates;
        this.sequences = sequences;
        this.segmentMapper = segmentMapper;
        this.pseudonymizer = pseudonymizer;
        this.limits = limits;
    }

    /** @param startedAt when the import first began, in milliseconds since the epoch */
    LineIntake intake(Sender sender, ImportOptions options, long startedAt) {
        Sender speaker = options.domain() == null ? sender : new Sender(sender.partner(), options.domain());
        LineContext context = new LineContext(speaker, options.name(), startedAt);
        return new LineIntake(
                switch (options.format()) {
                    case ImportFormat.Explained explained ->
                        new ExplainedLineMapper(
                                explained.mapping(),
                                explained.shift(),
                                context,
                                pseudonymizer,
                                limits.fallbackCurrency(),
                                scrutiny);
                    case ImportFormat.SegmentMessages messages ->
                        new SegmentLineMapper(segmentMapper, context, messages.shift());
                },
                new RecordedRates(
                        rates.emptied(),
                        sequences.emptied(),
                        startedAt,
                        options.format().shift()));
    }
}
