package io.kuajie.ingest.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.RecordedRates;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.Mark;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.json.Json;
import io.kuajie.ingest.domain.plan.PlanDraft;
import io.kuajie.ingest.domain.plan.Reaction;
import io.kuajie.ingest.domain.plan.TrackingPlan;
import io.kuajie.ingest.domain.plan.Verdict;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What tracking plans and rates make of lines that a mapping file explains. */
final class PlannedLinesTest {
    private static final Sender BLOSSOM = new Sender(new PartnerId("blossom"), new Domain("beauty"));
    private static final long STARTED = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    private static final String SOLD = """
            {"required":["product_id","price"],
             "properties":{"price":{"type":"number","maximum":100},"quantity":{"type":"number"},"channel":{"enum":["shop","web"]}}}""";
    private static final String ORDERS = """
            {"format":"csv","columns":["user","sku","price","pieces","channel"],"user":"{user}",
             "events":[{"name":"%s","action":"buy","item":"{sku}","price":"{price}","quantity":"{pieces}",
                        "properties":{"channel":"{channel}"}}]}""";

    @Test
    void plan_thatRejects_refusesLinesAsItRefusesMessages() {
        // When
        List<Mapped> outcomes = outcomes(ORDERS.formatted("Order Completed"), Reaction.REJECT, Reaction.PASS, """
                u-1,lip-1,99.5,1,shop
                u-1,lip-1,101,1,shop
                u-1,lip-1,cheap,1,shop
                u-1,lip-1,,1,shop
                u-1,lip-1,1,1,u-1@example.cn
                """);
        // Then
        assertThat(outcomes.getFirst())
                .isInstanceOfSatisfying(
                        RawEvent.class, event -> assertThat(event.marks()).isEmpty());
        assertThat(outcomes.subList(1, 5))
                .allSatisfy(outcome -> assertThat(((Refused) outcome).reason()).isEqualTo(Reason.OFF_PLAN));
        assertThat(outcomes.subList(1, 5))
                .extracting(outcome -> ((Refused) outcome).detail())
                .satisfiesExactly(
                        detail -> assertThat(detail).contains("/price").contains("See line 2"),
                        detail -> assertThat(detail).contains("/price").doesNotContain("cheap"),
                        detail -> assertThat(detail).contains("price"),
                        detail -> assertThat(detail).contains("/channel").doesNotContain("u-1"));
    }

    @Test
    void plan_thatFlags_letsLinesPassMarked() {
        // When
        List<Mapped> outcomes =
                outcomes(ORDERS.formatted("Order Completed"), Reaction.FLAG, Reaction.PASS, "u-1,lip-1,101,1,shop\n");
        // Then
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        RawEvent.class,
                        event -> assertThat(event.has(Mark.OFF_PLAN)).isTrue());
    }

    @Test
    void plan_thatWantsPlannedEventsOnly_refusesOthers() {
        // When
        List<Mapped> outcomes =
                outcomes(ORDERS.formatted("Sold"), Reaction.REJECT, Reaction.REJECT, "u-1,lip-1,5,1,shop\n");
        // Then
        assertThat(((Refused) outcomes.getFirst()).reason()).isEqualTo(Reason.OFF_PLAN);
    }

    @Test
    void rates_ofALineThatBecomesManyEvents_countItOnce() {
        // Given
        String mapping = """
                {"format":"csv","header":true,"user":"{user}","at":"{time}","time":"iso",
                 "events":[{"each":"*","name":"Survey Answered","properties":{"question":"{question}","answer":"{answer}"}}]}""";
        String row = "u-1,2017-11-26T01:07:21Z,a,b,c\n";
        // When
        List<Mapped> outcomes = outcomes(mapping, Reaction.PASS, Reaction.PASS, "user,time,x,y,z\n" + row.repeat(12));
        // Then: ten lines a second are allowed
        assertThat(outcomes).hasSize(36);
        assertThat(IntStream.range(0, 36)
                        .filter(n -> ((RawEvent) outcomes.get(n)).has(Mark.BOT_RATE))
                        .boxed())
                .containsExactly(30, 31, 32, 33, 34, 35);
    }

    private static List<Mapped> outcomes(String mapping, Reaction onViolation, Reaction unplanned, String file) {
        PlanDraft draft = new PlanDraft(onViolation, unplanned, new TreeMap<>(Map.of("Order Completed", SOLD)));
        ImportFormat.Explained format = format(mapping);
        LineIntake intake = new LineIntake(
                new ExplainedLineMapper(
                        format.mapping(),
                        Duration.ZERO,
                        new LineContext(BLOSSOM, "test", STARTED),
                        new Pseudonymizer(new byte[32]),
                        Currency.getInstance("CNY"),
                        planned(new TrackingPlan(draft))),
                new RecordedRates(new PersonRates(10, 30), new PersonSequences(Map.of()), STARTED, Duration.ZERO));
        String[] lines = file.split("\n", -1);
        return IntStream.range(0, lines.length - 1)
                .mapToObj(n -> new Line(n + 1, lines[n].getBytes(StandardCharsets.UTF_8), true, false))
                .flatMap(line -> {
                    intake.see(line);
                    return intake.outcomes(line, STARTED + 1).stream();
                })
                .toList();
    }

    private static ImportFormat.Explained format(String mapping) {
        try {
            Form<ImportOptions> form = ImportOptions.parse(
                    Collections.singletonMap("import", "test"),
                    JsonMapper.builder().build().readTree(mapping));
            return (ImportFormat.Explained)
                    ((Form.Valid<ImportOptions>) form).value().format();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Scrutiny planned(TrackingPlan plan) {
        return new Scrutiny() {
            @Override
            public boolean hasPlan(PartnerId partner) {
                return true;
            }

            @Override
            public Verdict planned(PartnerId partner, String event, Json described) {
                return plan.verdict(event, described);
            }

            @Override
            public boolean isTooMany(LeafKey leaf, long occurredAt, long receivedAt) {
                throw new AssertionError("Files say nothing of what somebody does now");
            }

            @Override
            public boolean isImpossible(RawEvent event) {
                throw new AssertionError("Files say nothing of what somebody does now");
            }
        };
    }
}
