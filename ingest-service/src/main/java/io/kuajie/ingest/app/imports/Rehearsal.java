package io.kuajie.ingest.app.imports;

import io.kuajie.ingest.app.CleaningRules;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.cleaning.Violation;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.imports.ImportOptions;
import io.kuajie.ingest.domain.imports.Line;
import io.kuajie.ingest.domain.imports.LineIntake;
import io.kuajie.ingest.domain.imports.LineReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a file as an import would, and tells what would become of it; nothing is sent and nothing is remembered. */
@ApplicationScoped
public class Rehearsal {
    private static final int MOST_SHOWN = 20;

    private final LineMappers mappers;
    private final CleaningRules rules;
    private final IngestSettings.Imports settings;
    private final Clock clock;

    Rehearsal(LineMappers mappers, CleaningRules rules, IngestSettings settings, Clock clock) {
        this.mappers = mappers;
        this.rules = rules;
        this.settings = settings.ingest().imports();
        this.clock = clock;
    }

    /**
     * What would become of a file; repetitions of a message id apart.
     *
     * @param events by action, of those that would pass
     * @param rejected by reason code
     * @param problems the first of them
     */
    public record Told(
            long lines,
            long accepted,
            long skipped,
            Map<String, Long> events,
            Map<String, Long> rejected,
            List<Trouble> problems) {}

    /** A line that would be rejected. @param payload what would be kept of it; null where the event itself would be */
    public record Trouble(
            long line, String code, String detail, @Nullable String payload) {}

    Told of(Sender sender, ImportOptions options, InputStream file) throws IOException {
        long now = clock.millis();
        LineIntake intake = mappers.intake(sender, options, now);
        LineReader reader = new LineReader(Requests.plain(file), settings.maxLineBytes());
        Telling telling = new Telling();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            intake.see(line);
            telling.line(line.number(), intake.outcomes(line, now));
        }
        return telling.told();
    }

    private final class Telling {
        private final Map<String, Long> countByAction = new TreeMap<>();
        private final Map<String, Long> countByCode = new TreeMap<>();
        private final List<Trouble> problems = new ArrayList<>();
        private long lines;
        private long accepted;
        private long skipped;

        void line(long number, List<Mapped> outcomes) {
            lines++;
            skipped += outcomes.isEmpty() ? 1 : 0;
            for (Mapped outcome : outcomes) {
                switch (outcome) {
                    case RawEvent event -> event(number, event);
                    case Refused refused ->
                        problem(number, refused.reason().code(), refused.detail(), refused.payload());
                }
            }
        }

        private void event(long number, RawEvent event) {
            Optional<Violation> violation = rules.violation(rules.normal(event));
            if (violation.isPresent()) {
                problem(number, violation.get().reason().code(), violation.get().detail(), null);
                return;
            }
            accepted++;
            if (countByAction.size() < MOST_SHOWN || countByAction.containsKey(event.action())) {
                countByAction.merge(event.action(), 1L, Long::sum);
            }
        }

        private void problem(long number, String code, String detail, @Nullable String payload) {
            countByCode.merge(code, 1L, Long::sum);
            if (problems.size() < MOST_SHOWN) {
                problems.add(new Trouble(number, code, detail, payload));
            }
        }

        Told told() {
            return new Told(lines, accepted, skipped, countByAction, countByCode, problems);
        }
    }
}
