package io.kuajie.ingest.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.bots.PersonRates;
import io.kuajie.ingest.domain.bots.PersonSequences;
import io.kuajie.ingest.domain.bots.RecordedRates;
import io.kuajie.ingest.domain.event.Mapped;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.ingest.domain.event.Reason;
import io.kuajie.ingest.domain.event.Refused;
import io.kuajie.ingest.domain.event.Sender;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.mapping.MappingForm;
import io.kuajie.ingest.domain.mapping.ShippedMappings;
import io.kuajie.ingest.domain.segment.Scrutiny;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainedLinesTest {
    private static final Pseudonymizer PSEUDONYMIZER = new Pseudonymizer(new byte[32]);
    private static final Sender BLOSSOM = new Sender(new PartnerId("blossom"), new Domain("beauty"));
    private static final long STARTED = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    private static final String VISITOR =
            "203.0.113.7 - %s [01/Mar/2026:08:00:00 +0800] \"GET %s HTTP/1.1\" 200 12 \"https://s.example/?u=7\" \"Mozilla/5.0 (iPhone)\"\n";

    @Test
    void accessLog_combinedAndCommonLines_becomeWhatTheirAddressesMean() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(shipped("access-log"), """
                203.0.113.7 - - [01/Mar/2026:08:00:00 +0800] "GET /p/lip-1.html?from=x HTTP/1.1" 200 512 "-" "Mozilla/5.0 (iPhone)"
                203.0.113.7 - lin [01/Mar/2026:08:00:01 +0800] "GET /search?q=%E5%8F%A3%E7%BA%A2+red HTTP/1.1" 200 512
                203.0.113.7 - lin [01/Mar/2026:08:00:02 +0800] "POST /cart/add?sku=lip-1 HTTP/1.1" 302 -
                203.0.113.7 - lin [01/Mar/2026:08:00:03 +0800] "GET /assets/app.css HTTP/1.1" 200 99
                203.0.113.7 - lin [01/Mar/2026:08:00:04 +0800] "GET /p/lip-2.html HTTP/1.1" 404 99
                203.0.113.7 - lin [01/Mar/2026:08:00:05 +0800] "GET /about HTTP/1.1" 200 99
                """);
        // Then
        assertThat(outcomes).hasSize(2);
        RawEvent view = (RawEvent) outcomes.getFirst();
        assertThat(view.anonymous()).isTrue();
        assertThat(view.action()).isEqualTo("browse");
        assertThat(view.details().item()).isEqualTo("blossom:lip-1");
        assertThat(view.client().device()).isEqualTo("mobile");
        assertThat(view.occurredAt())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
        RawEvent search = (RawEvent) outcomes.getLast();
        assertThat(search.anonymous()).isFalse();
        assertThat(search.details().query()).isEqualTo("口红 red");
        assertThat(search.messageId()).isEqualTo("imp:test:2");
    }

    @Test
    void accessLog_badLines_areRefusedAndTellNobody() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(shipped("access-log"), """
                203.0.113.7 - - [01/Mar/2026:08:00:00 +0800] "GET /p/lip-1.html HTTP/1.1" 200 512 "-" "Mozilla
                203.0.113.7 - - [01/Mar/2026:08:00:00 +0800] "\\x16\\x03" 400 0
                203.0.113.7 - lin [32/Foo/2026:08:00:00 +0800] "GET /p/lip-1.html HTTP/1.1" 200 512
                what is this
                """);
        // Then
        assertThat(outcomes)
                .extracting(outcome -> ((Refused) outcome).reason())
                .containsExactly(Reason.MALFORMED_LINE, Reason.MALFORMED_LINE, Reason.BAD_TIME, Reason.MALFORMED_LINE);
        assertThat(outcomes.toString())
                .doesNotContain("203.0.113.7")
                .doesNotContain("lin ")
                .doesNotContain("Mozilla");
    }

    @Test
    void accessLog_cookieAndParameter_tellWhoItIs() throws IOException {
        // Given
        JsonNode mapping = json("""
                {"format":"access-log","user":"{cookie.uid}","anonymous":"{?visitor}",
                 "fields":["client","-","-","time","request","status","bytes","referer","agent","cookie"],
                 "events":[{"regex":"/i/(?P<item>\\\\d+)","action":"browse","item":"{item}"}]}""");
        String line = VISITOR.replace("\n", " \"a=b; uid=u-1\"\n");
        // When
        List<Mapped> outcomes = outcomes(
                mapping,
                line.formatted("-", "/i/5")
                        + line.replace("uid=u-1", "-").formatted("-", "/i/5?visitor=v1")
                        + line.replace("uid=u-1", "-").formatted("-", "/i/5"));
        // Then
        assertThat(outcomes)
                .extracting(Object::getClass)
                .containsExactly(RawEvent.class, RawEvent.class, Refused.class);
        assertThat(((RawEvent) outcomes.get(0)).leaf())
                .isEqualTo(PSEUDONYMIZER.leaf(BLOSSOM.partner(), Pseudonymizer.Kind.USER, "u-1"));
        assertThat(((RawEvent) outcomes.get(1)).leaf())
                .isEqualTo(PSEUDONYMIZER.leaf(BLOSSOM.partner(), Pseudonymizer.Kind.ANONYMOUS, "v1"));
        assertThat(((Refused) outcomes.get(2)).reason()).isEqualTo(Reason.MISSING_USER);
    }

    @Test
    void accessLog_rulesThatWouldShowWhoSomebodyIs_areRefused() {
        // When
        var form = MappingForm.parse(json("""
                {"format":"access-log","user":"{authuser}",
                 "events":[{"path":"/x","action":"browse","surface":"{client}","properties":{"a":"{cookie.id}"}}]}"""), "mapping");
        // Then
        assertThat(((Form.Invalid<?>) form).faults())
                .extracting(Form.Fault::field)
                .containsExactly("mapping.events[0].surface", "mapping.events[0].properties.a");
    }

    @Test
    void survey_aRowOfAnswers_becomesAnEventAnAnswer() throws IOException {
        // When
        List<Mapped> outcomes = outcomes(shipped("survey"), """
                user,time,你最喜欢的课程类型,How satisfied are you?,phone
                u1,2026-02-01T10:00:00Z,化妆,5,13800000000
                u2,2026-02-01T10:01:00Z,,4,
                u3,yesterday,美发,4,
                """);
        // Then
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.subList(0, 4)).allSatisfy(outcome -> {
            RawEvent event = (RawEvent) outcome;
            assertThat(event.name()).isEqualTo("Survey Answered");
            assertThat(event.occurredAt()).isNotEqualTo(STARTED);
        });
        assertThat(((RawEvent) outcomes.getFirst()).properties())
                .isEqualTo("{\"question\":\"你最喜欢的课程类型\",\"answer\":\"化妆\"}");
        assertThat(((RawEvent) outcomes.get(2)).properties()).doesNotContain("13800000000");
        assertThat(outcomes.subList(0, 3))
                .extracting(outcome -> ((RawEvent) outcome).messageId())
                .containsExactly("imp:test:2#1", "imp:test:2#2", "imp:test:2#3");
        assertThat(((Refused) outcomes.getLast()).reason()).isEqualTo(Reason.BAD_TIME);
    }

    @Test
    void json_ordersWithLines_becomeAnEventALine() throws IOException {
        // Given
        JsonNode mapping = json("""
                {"format":"json","user":"{customer.id}","id":"{number}","at":"{placed}","time":"iso",
                 "events":[{"each":"lines","action":"buy","item":"{each.sku}","quantity":"{each.pieces}",
                            "price":"{each.price}","currency":"{currency}","order":"{number}"}]}""");
        // When
        List<Mapped> outcomes = outcomes(mapping, """
                {"number":"o-1","placed":"2026-02-01T10:00:00Z","currency":"eur","customer":{"id":"u1"},"lines":[{"sku":"a","pieces":2,"price":"1.5"},{"sku":"b","price":3}]}
                {"number":"o-2","placed":"2026-02-01T10:00:00Z","customer":{"id":"u1"},"lines":[{"sku":"a","pieces":"many"}]}
                {"number":"o-3","customer":{}}
                [1]
                """);
        // Then
        assertThat(outcomes).hasSize(4);
        assertThat(((RawEvent) outcomes.getFirst()).details().amount()).isEqualTo(new Money(300, "EUR"));
        assertThat(((RawEvent) outcomes.getFirst()).details().orderId()).doesNotContain("o-1");
        assertThat(((RawEvent) outcomes.get(1)).messageId()).isEqualTo("o-1#2");
        assertThat(((Refused) outcomes.get(2)).reason()).isEqualTo(Reason.BAD_QUANTITY);
        assertThat(((Refused) outcomes.get(3)).reason()).isEqualTo(Reason.MALFORMED_LINE);
    }

    @Test
    void hillstrom_realFile_hasTheKnownRates() throws IOException {
        // Given
        Path file = Path.of(System.getProperty("kuajie.root", ".."), "../shared/data/hillstrom/hillstrom.csv");
        Assumptions.assumeTrue(Files.exists(file), "needs ../shared/data");
        // When
        Map<String, Long> countByName = new java.util.TreeMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            outcomes(shipped("hillstrom"), in)
                    .forEach(outcome -> countByName.merge(
                            outcome instanceof RawEvent event ? String.valueOf(event.name()) : "refused",
                            1L,
                            Long::sum));
        }
        // Then: the file's last line has no line feed, so it may be cut
        assertThat(countByName)
                .containsEntry("Customer Described", 63_999L)
                .containsEntry("E-Mail Sent", 42_693L)
                .containsEntry("E-Mail Visit", 9_394L)
                .containsEntry("Order Completed", 578L)
                .containsEntry("refused", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-log", "hillstrom", "pairs", "survey", "taobao"})
    void shippedMappings_areValid(String name) {
        assertThat(MappingForm.parse(shipped(name), "")).isInstanceOf(Form.Valid.class);
        assertThat(ShippedMappings.names()).contains(name);
    }

    @Test
    void mapping_withFaults_namesEachOfThem() {
        // When
        var form = MappingForm.parse(json("""
                {"format":"xml","usr":"x","anonymous":"{a","time":"days",
                 "events":[{"path":"no","regex":"(","each":5,"itm":"x"},{"skip":"yes"},7]}"""), "mapping");
        // Then
        assertThat(((Form.Invalid<?>) form)
                        .faults().stream().map(Form.Fault::field).collect(Collectors.toSet()))
                .contains(
                        "mapping.usr",
                        "mapping.format",
                        "mapping.anonymous",
                        "mapping.time",
                        "mapping.events[0].path",
                        "mapping.events[0].regex",
                        "mapping.events[0].itm",
                        "mapping.events[1].skip",
                        "mapping.events[2]");
    }

    private static List<Mapped> outcomes(JsonNode mapping, String file) throws IOException {
        return outcomes(mapping, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Mapped> outcomes(JsonNode mapping, InputStream file) throws IOException {
        Form<ImportOptions> form = ImportOptions.parse(Map.of("import", "test"), mapping);
        assertThat(form).isInstanceOf(Form.Valid.class);
        ImportFormat.Explained format = (ImportFormat.Explained)
                ((Form.Valid<ImportOptions>) form).value().format();
        LineIntake intake = new LineIntake(
                new ExplainedLineMapper(
                        format.mapping(),
                        Duration.ZERO,
                        new LineContext(BLOSSOM, "test", STARTED),
                        PSEUDONYMIZER,
                        Currency.getInstance("CNY"),
                        Scrutiny.NONE),
                new RecordedRates(new PersonRates(10, 30), new PersonSequences(Map.of()), STARTED, Duration.ZERO));
        LineReader reader = new LineReader(file, 65_536);
        List<Mapped> outcomes = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            intake.see(line);
            outcomes.addAll(intake.outcomes(line, STARTED + 1));
        }
        return outcomes;
    }

    private static JsonNode shipped(String name) {
        return ShippedMappings.find(name).orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
