package io.kuajie.campaign.domain.campaign;

import static io.kuajie.campaign.domain.campaign.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.campaign.domain.campaign.Checked.Accepted;
import io.kuajie.campaign.domain.campaign.Checked.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TermsReaderTest {
    private final TermsReader reader = new TermsReader(Samples.PARTNERS);

    @Test
    void proposal_ofTerms_readsAsTheseTerms() {
        assertThat(reader.read(Samples.proposal(), CREATED)).isEqualTo(new Accepted(Samples.terms()));
    }

    @Test
    void proposal_withoutAnything_namesEveryMissingField() {
        // When
        var checked = reader.read(empty(), CREATED);

        // Then
        assertThat(((Rejected) checked).faults())
                .extracting(Fault::field)
                .containsExactly("name", "kind", "issuer", "host", "percentOff", "titles", "endsAt");
    }

    @Test
    void proposal_ofAnotherKind_saysWhatIsSupported() {
        assertThat(fault(Change.KIND, "bundle"))
                .isEqualTo(new Fault("kind", "is not yet supported; send one of: coupon."));
    }

    @Test
    void proposal_ofStrangers_isRejected() {
        assertThat(fault(Change.ISSUER, "nobody").reason()).contains("nobody", "takes no part");
    }

    @Test
    void proposal_withoutStart_startsNow() {
        // Given
        Proposal sent = changed(Change.STARTS_AT, null);

        // When
        var checked = reader.read(sent, CREATED);

        // Then
        assertThat(((Accepted) checked).terms().period().startsAt()).isEqualTo(CREATED);
    }

    @Test
    void proposal_endingBeforeItStarts_isRejected() {
        assertThat(fault(Change.ENDS_AT, Samples.STARTS).field()).isEqualTo("endsAt");
    }

    @Test
    void proposal_inAnotherGeologicalAge_isRejected() {
        assertThat(fault(Change.ENDS_AT, Instant.MAX).reason()).contains("within");
    }

    @Test
    void proposal_forItemsOfTheHost_isRejected() {
        assertThat(fault(Change.ITEMS, List.of("blossom:cream", "academy:course-1"))
                        .reason())
                .contains("academy:course-1");
    }

    @Test
    void proposal_withTargetThatDoesNotCompile_isRejected() {
        assertThat(fault(Change.TARGET, "person.cluster ==").reason()).contains("CEL");
    }

    @Test
    void proposal_withTargetThatIsANumber_isRejected() {
        assertThat(fault(Change.TARGET, "1 + 1").reason()).contains("int");
    }

    @Test
    void proposal_withTarget_keepsIt() {
        // Given
        String target = "person.cluster == 'c1' && item.price <= 20000";

        // When
        var checked = reader.read(changed(Change.TARGET, target), CREATED);

        // Then
        assertThat(((Accepted) checked).terms().target()).isEqualTo(target);
    }

    @Test
    void proposal_withBothDiscounts_isRejected() {
        assertThat(fault(Change.AMOUNT_OFF, new Proposal.Sum(500L, "CNY")).field())
                .isEqualTo("percentOff");
    }

    @Test
    void proposal_ofMoreThanAllOff_isRejected() {
        assertThat(fault(Change.PERCENT_OFF, 100.5).field()).isEqualTo("percentOff");
    }

    @Test
    void proposal_withTitleOfTwoLines_isRejected() {
        assertThat(fault(Change.TITLES, Map.of("en", "two\nlines")).field()).isEqualTo("titles");
    }

    @Test
    void patch_withAmountOff_replacesPercentOff() {
        // Given
        Proposal patch = Change.AMOUNT_OFF.apply(empty(), new Proposal.Sum(500L, "CNY"));

        // When
        Proposal merged = patch.over(Samples.proposal());

        // Then
        assertThat(merged.percentOff()).isNull();
        assertThat(merged.amountOff()).isEqualTo(new Proposal.Sum(500L, "CNY"));
        assertThat(merged.name()).isEqualTo(Samples.terms().name());
    }

    private Fault fault(Change change, Object value) {
        var checked = reader.read(changed(change, value), CREATED);
        assertThat(checked).isInstanceOf(Rejected.class);
        assertThat(((Rejected) checked).faults()).hasSize(1);
        return ((Rejected) checked).faults().getFirst();
    }

    private static Proposal changed(Change change, @Nullable Object value) {
        return change.apply(Samples.proposal(), value);
    }

    private static Proposal empty() {
        return Change.rebuild(Samples.proposal(), (_, _) -> null);
    }
}
