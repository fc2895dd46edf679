package io.kuajie.ingest.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LinkFormTest {
    private static final PartnerId ACADEMY = new PartnerId("academy");
    private static final PartnerId BLOSSOM = new PartnerId("blossom");

    private final LinkForm form = new LinkForm(new Pseudonymizer(new byte[32]), Set.of(ACADEMY, BLOSSOM));

    @Test
    void parse_bothPartnersSayingIt_isOneStatement() throws IOException {
        // When
        var one = parse(ACADEMY, "{'userId':'a','sameAs':{'partner':'blossom','userId':'b'}}");
        var other = parse(BLOSSOM, "{'userId':'b','sameAs':{'partner':'academy','userId':'a'}}");
        // Then
        assertThat(one).isInstanceOf(Form.Valid.class).isEqualTo(other);
        DeclaredLink link = ((Form.Valid<List<DeclaredLink>>) one).value().getFirst();
        assertThat(link.alias()).isGreaterThan(link.person());
    }

    @Test
    void parse_faultsInAList_areNamedByPlace() throws IOException {
        // When
        var parsed = parse(ACADEMY, """
                {'links':[{'userId':'a','sameAs':{'partner':'nobody','userId':'b'}},{'userId':'a'},
                 {'userId':'a','sameAs':{'partner':'academy','userId':'a'}}]}""");
        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Form.Invalid.class,
                        invalid -> assertThat(((Form.Invalid<?>) invalid).faults())
                                .extracting(Form.Fault::field)
                                .containsExactly("links[0].sameAs.partner", "links[1].sameAs", "links[2].sameAs"));
    }

    @Test
    void versions_clockStandingOrGoingBack_growAllTheSame() {
        // Given
        LinkVersions versions = new LinkVersions();
        // When
        List<Long> given = List.of(versions.next(5), versions.next(5), versions.next(4), versions.next(6));
        // Then
        assertThat(given).containsExactly(5000L, 5001L, 5002L, 6000L);
    }

    private Form<List<DeclaredLink>> parse(PartnerId speaker, String json) throws IOException {
        return form.parse(speaker, JsonMapper.builder().build().readTree(json.replace('\'', '"')));
    }
}
