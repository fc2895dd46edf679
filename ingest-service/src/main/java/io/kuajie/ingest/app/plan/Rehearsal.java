package io.kuajie.ingest.app.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.CleaningRules;
import io.kuajie.ingest.app.Requests;
import io.kuajie.ingest.domain.cleaning.Flags;
import io.kuajie.ingest.domain.cleaning.Violation;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.plan.PlanForm;
import io.kuajie.ingest.domain.plan.TrackingPlan;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.ingest.domain.segment.Arrival;
import io.kuajie.ingest.domain.segment.Envelope;
import io.kuajie.ingest.domain.segment.EnvelopeParser;
import io.kuajie.ingest.domain.segment.Message;
import io.kuajie.ingest.domain.segment.Parsed;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes messages through door and cleaning without sending anything, and tells what would become of them. */
@ApplicationScoped
public class Rehearsal {
    private final EnvelopeParser parser;
    private final SegmentMapper mapper;
    private final CleaningRules rules;
    private final TrackingPlans plans;
    private final Clock clock;

    Rehearsal(EnvelopeParser parser, SegmentMapper mapper, CleaningRules rules, TrackingPlans plans, Clock clock) {
        this.parser = parser;
        this.mapper = mapper;
        this.rules = rules;
        this.plans = plans;
        this.clock = clock;
    }

    /** What would become of all. */
    public record Result(int clean, int rejected, List<Outcome> outcomes) {}

    /**
     * What would become of one event.
     *
     * @param outcome clean or rejected
     * @param code why it would be rejected
     * @param action what it would count as; likewise domain, item, category and time
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Outcome(
            @Nullable String messageId,
            String outcome,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String action,
            @Nullable String domain,
            @Nullable String item,
            @Nullable String category,
            @Nullable Instant occurredAt,
            List<String> flags) {}

    /** @param body a batch, with the plan to hold it against where that is not the one that holds */
    Result of(Sender sender, byte[] body) throws IOException {
        Envelope envelope =
                switch (parser.batch(body)) {
                    case Envelope read -> read;
                    case Parsed.Malformed malformed ->
                        throw Problem.of(400, malformed.detail()).toException();
                    case Parsed.TooMany tooMany ->
                        throw Problem.of(413, "A batch may hold %d messages.".formatted(tooMany.limit()))
                                .toException();
                };
        SegmentMapper rehearsed = mapper.with(scrutiny(body));
        Arrival arrival = Arrival.live(clock.millis());
        List<Outcome> outcomes = new ArrayList<>();
        for (Json item : envelope.items()) {
            rehearsed
                    .map(Message.of(sender, null, item, envelope.context(), envelope.sentAt()), arrival)
                    .forEach(mapped -> outcomes.add(outcome(mapped)));
        }
        int rejected = (int)
                outcomes.stream().filter(outcome -> outcome.code() != null).count();
        return new Result(outcomes.size() - rejected, rejected, outcomes);
    }

    /** The plan that was sent, or the one that holds. Nothing is counted: a rehearsal is nobody's behaviour. */
    private Scrutiny scrutiny(byte[] body) throws IOException {
        JsonNode sent =
                Requests.json(new ByteArrayInputStream(body), body.length).path("plan");
        TrackingPlan plan =
                sent.isMissingNode() ? null : new TrackingPlan(Requests.valid(PlanForm.parse(sent, "plan")));
        return new Scrutiny() {
            @Override
            public boolean hasPlan(PartnerId partner) {
                return plan != null || plans.hasPlan(partner);
            }

            @Override
            public Verdict planned(PartnerId partner, String event, Json described) {
                return plan == null ? plans.planned(partner, event, described) : plan.verdict(event, described);
            }

            @Override
            public boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt) {
                return false;
            }

            @Override
            public boolean isImpossible(RawEvent event) {
                return false;
            }
        };
    }

    private Outcome outcome(Mapped mapped) {
        return switch (mapped) {
            case Refused refused -> rejected(refused.messageId(), refused.reason(), refused.detail(), null);
            case RawEvent raw -> {
                RawEvent event = rules.normal(raw);
                Violation violation = rules.violation(event).orElse(null);
                yield violation == null
                        ? clean(event)
                        : rejected(event.messageId(), violation.reason(), violation.detail(), event);
            }
        };
    }

    private static Outcome clean(RawEvent event) {
        return new Outcome(
                event.messageId(),
                "clean",
                null,
                null,
                event.action(),
                event.domain(),
                event.details().item(),
                event.details().category(),
                Instant.ofEpochMilli(event.occurredAt()),
                Flags.of(event));
    }

    private static Outcome rejected(
            @Nullable String messageId, Reason reason, String detail, @Nullable RawEvent event) {
        return new Outcome(
                messageId,
                "rejected",
                reason.code(),
                detail,
                event == null ? null : event.action(),
                event == null ? null : event.domain(),
                event == null ? null : event.details().item(),
                event == null ? null : event.details().category(),
                event == null ? null : Instant.ofEpochMilli(event.occurredAt()),
                List.of());
    }
}
