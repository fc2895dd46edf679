package io.kuajie.ingest.domain.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementFormTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GOOD = "\"uses\":[\"behavior\"],\"purpose\":\"recommendations\"";

    private final AgreementForm form = new AgreementForm(Set.of(new PartnerId("academy"), new PartnerId("blossom")));

    @Test
    void form_everythingGiven_isRead() throws JsonProcessingException {
        // When
        Form<Proposal> read = parse("academy", "blossom", """
                {"uses":["item","behavior","item"],"purpose":"recommendations","validFrom":"2026-04-01T00:00:00+08:00",
                 "validUntil":"2027-04-01T00:00:00Z","version":3}""");

        // Then
        assertThat(read)
                .isEqualTo(new Form.Valid<>(new Proposal(
                        Set.of(DataUse.BEHAVIOR, DataUse.ITEM),
                        DataPurpose.RECOMMENDATIONS,
                        Instant.parse("2026-03-31T16:00:00Z"),
                        Instant.parse("2027-04-01T00:00:00Z"),
                        3L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    academy | nobody  | {GOOD}                                                      | target
                    nobody  | blossom | {GOOD}                                                      | source
                    academy | academy | {GOOD}                                                      | target
                    ''      | ' '     | {GOOD}                                                      | source target
                    academy | blossom | []                                                          | . purpose uses
                    academy | blossom | {}                                                          | purpose uses
                    academy | blossom | {"purpose":"recommendations","uses":[]}                     | uses
                    academy | blossom | {"purpose":"recommendations","uses":["item"]}               | uses
                    academy | blossom | {"purpose":"recommendations","uses":["behavior","address"]} | uses
                    academy | blossom | {"purpose":"recommendations","uses":"behavior"}             | uses
                    academy | blossom | {"purpose":"recommendations","uses":["behavior",{}]}        | uses
                    academy | blossom | {"purpose":"adverts","uses":["behavior"]}                   | purpose
                    academy | blossom | {GOOD,"validFrom":"soon"}                                   | validFrom
                    academy | blossom | {GOOD,"validFrom":{}}                                       | validFrom
                    academy | blossom | {GOOD,"validUntil":"2026-03-01T08:00:00Z"}                  | validUntil
                    academy | blossom | {GOOD,"validFrom":2000000000,"validUntil":1999999999}       | validUntil
                    academy | blossom | {GOOD,"version":"1"}                                        | version
                    academy | blossom | {GOOD,"version":1.5}                                        | version
                    """)
    void form_ofWrongContent_namesTheFieldsAtFault(String source, String target, String body, String fields)
            throws JsonProcessingException {
        // When
        Form<Proposal> read = parse(source, target, body.replace("GOOD", GOOD));

        // Then
        assertThat(read).isInstanceOfSatisfying(Form.Invalid.class, invalid -> {
            Set<String> named = new TreeSet<>();
            ((Form.Invalid<?>) invalid)
                    .faults()
                    .forEach(fault -> named.add(fault.field().isEmpty() ? "." : fault.field()));
            assertThat(String.join(" ", named)).isEqualTo(fields);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                         true",
        "',\"validFrom\":\"2026-03-01T07:00:00Z\"', true",
        "',\"validFrom\":\"2026-03-01T06:00:00Z\"', false",
        "',\"validUntil\":\"2027-01-01T00:00:00Z\"', false"
    })
    void proposal_againstWhatIsAgreed_isSaidOrNot(String more, boolean isSaid) throws JsonProcessingException {
        // Given
        Terms terms = new Terms(
                Set.of(DataUse.BEHAVIOR), DataPurpose.RECOMMENDATIONS, Instant.parse("2026-03-01T07:00:00Z"), null);

        // When
        Form<Proposal> read = parse("academy", "blossom", "{" + GOOD + more + "}");

        // Then
        assertThat(read).isInstanceOfSatisfying(Form.Valid.class, valid -> {
            Proposal proposal = (Proposal) valid.value();
            assertThat(proposal.isSaidBy(terms, NOW)).isEqualTo(isSaid);
            assertThat(proposal.isSaidBy(proposal.terms(NOW), NOW)).isTrue();
        });
    }

    private Form<Proposal> parse(String source, String target, String body) throws JsonProcessingException {
        return form.parse(source, target, JSON.readTree(body), NOW);
    }
}
