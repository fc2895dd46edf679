package io.kuajie.ingest.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.RecordedRates;
import io.kuajie.ingest.domain.event.ItemNames;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.ingest.domain.segment.SegmentMapper;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LineIntakeTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Pseudonymizer PSEUDONYMIZER = new Pseudonymizer(new byte[32]);
    private static final Sender BLOSSOM = new Sender(new PartnerId("blossom"), new Domain("beauty"));
    private static final long STARTED = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();

    @Test
    void taobao_cutLastLine_isTruncatedAlthoughItLooksValid() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(Map.of("format", "taobao"), "1,2,3,pv,1511658000\n1,2,3,pv,15116");
        // Then
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.getFirst()).isInstanceOfSatisfying(RawEvent.class, event -> {
            assertThat(event.messageId()).isEqualTo("imp:test:1");
            assertThat(event.action()).isEqualTo("browse");
            assertThat(event.details().item()).isEqualTo("blossom:2");
            assertThat(event.details().category()).isEqualTo("3");
            assertThat(event.occurredAt()).isEqualTo(1_511_658_000_000L);
        });
        assertThat(outcomes.getLast()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.TRUNCATED);
            assertThat(refused.origin().line()).isEqualTo(2);
            assertThat(refused.leaf()).isNotNull();
            assertThat(refused.payload()).endsWith(",2,3,pv,15116").doesNotStartWith("1,");
        });
    }

    @Test
    void taobao_badLines_areRefusedWithTheirReasons() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(Map.of("format", "taobao"), """
                1,2,3,pv
                1,2,3,look,1511658000
                1,2,3,pv,today
                ,2,3,pv,1511658000
                1,2,3,pv,1511658000,6
                "1,2,3,pv,1511658000

                """);
        // Then
        assertThat(outcomes)
                .extracting(outcome -> ((Refused) outcome).reason())
                .containsExactly(
                        Reason.MALFORMED_LINE,
                        Reason.UNKNOWN_ACTION,
                        Reason.BAD_TIME,
                        Reason.MISSING_USER,
                        Reason.MALFORMED_LINE,
                        Reason.MALFORMED_LINE);
    }

    @Test
    void pairs_withAndWithoutTime_arePurchases() throws IOException {
        // When
        List<Mapped> outcomes =
                outcomes(Map.of("format", "pairs", "shift", "PT1H"), "7\tlipstick\n7\tmask\t1\t1511658000\n");
        // Then
        assertThat(outcomes).extracting(LineIntakeTest::occurredAt).containsExactly(STARTED, 1_511_661_600_000L);
        assertThat(outcomes)
                .extracting(outcome -> ((RawEvent) outcome).action())
                .containsOnly("buy");
    }

    @Test
    void csv_headerQuotesAndPrices_areRead() throws IOException {
        // When
        List<Mapped> outcomes =
                outcomes(Map.of("format", "csv", "header", "true", "time", "iso", "delimiter", ";"), """
                user_id:token;item_id:token;note;event;time;price;quantity
                u1;"a;b ""c"" d";x;Product Added;2026-01-02 03:04:05;12.5;2
                """);
        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(RawEvent.class, event -> {
            assertThat(event.details().item()).isEqualTo("blossom:a;b \"c\" d");
            assertThat(event.action()).isEqualTo("cart");
            assertThat(event.details().amount()).isEqualTo(new Money(2_500, "CNY"));
            assertThat(Instant.ofEpochMilli(event.occurredAt())).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        });
    }

    @Test
    void segment_messagesWithOldSendings_keepTheirTime() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(Map.of("format", "segment-ndjson", "shift", "60"), """
                {"event":"Product Viewed","userId":"u","originalTimestamp":"2020-01-01T00:00:00Z","sentAt":"2020-01-02T00:00:00Z"}
                {"event":"Product Viewed","userId":"u","messageId":"own"}
                {"event"
                """);
        // Then
        assertThat(outcomes).hasSize(3);
        assertThat(occurredAt(outcomes.getFirst()))
                .isEqualTo(Instant.parse("2020-01-01T00:01:00Z").toEpochMilli());
        assertThat(((RawEvent) outcomes.getFirst()).messageId()).isEqualTo("imp:test:1");
        assertThat(((RawEvent) outcomes.get(1)).messageId()).isEqualTo("own");
        assertThat(((Refused) outcomes.getLast()).reason()).isEqualTo(Reason.MALFORMED_LINE);
    }

    @Test
    void anyFormat_bytesThatAreNoUtf8_areRefused() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(
                Map.of("format", "taobao"), "1,\u00ff,3,pv,1511658000\n".getBytes(StandardCharsets.ISO_8859_1));
        // Then
        assertThat(((Refused) outcomes.getFirst()).reason()).isEqualTo(Reason.BAD_ENCODING);
    }

    @Test
    void options_ofWrongForm_areAllNamed() {
        // When
        Form<ImportOptions> form = ImportOptions.parse(
                Map.of(
                        "import", "a/b", "format", "xml", "time", "days", "shift", "soon", "domain", "X", "colums",
                        "user"),
                null);
        // Then
        assertThat(form)
                .isInstanceOfSatisfying(
                        Form.Invalid.class,
                        invalid -> assertThat(((Form.Invalid<?>) invalid).faults())
                                .extracting(Form.Fault::field)
                                .contains("import", "format", "shift", "domain", "colums"));
    }

    private static List<Mapped> outcomes(Map<String, String> options, String file) throws IOException {
        return outcomes(options, file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Mapped> outcomes(Map<String, String> options, byte[] file) throws IOException {
        Map<String, String> named = new java.util.HashMap<>(options);
        named.put("import", "test");
        ImportFormat format = ((Form.Valid<ImportOptions>) ImportOptions.parse(named, null))
                .value()
                .format();
        LineIntake intake = new LineIntake(
                mapper(format),
                new RecordedRates(new PersonRates(10, 30), new PersonSequences(Map.of()), STARTED, format.shift()));
        LineReader reader = new LineReader(new ByteArrayInputStream(file), 65_536);
        List<Mapped> outcomes = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            intake.see(line);
            outcomes.addAll(intake.outcomes(line, STARTED + 1));
        }
        return outcomes;
    }

    private static LineMapper mapper(ImportFormat format) {
        LineContext context = new LineContext(BLOSSOM, "test", STARTED);
        return switch (format) {
            case ImportFormat.Explained explained ->
                new ExplainedLineMapper(
                        explained.mapping(), explained.shift(), context, PSEUDONYMIZER, CNY, Scrutiny.NONE);
            case ImportFormat.SegmentMessages messages ->
                new SegmentLineMapper(
                        new SegmentMapper(PSEUDONYMIZER, new ItemNames(Map.of()), CNY, 32_768, () -> "made"),
                        context,
                        messages.shift());
        };
    }

    private static long occurredAt(Mapped outcome) {
        assertThat(outcome).isInstanceOf(RawEvent.class);
        return ((RawEvent) outcome).occurredAt();
    }
}
