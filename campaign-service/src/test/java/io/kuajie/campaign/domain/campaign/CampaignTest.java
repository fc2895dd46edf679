package io.kuajie.campaign.domain.campaign;

import static io.kuajie.campaign.domain.campaign.Samples.ACADEMY;
import static io.kuajie.campaign.domain.campaign.Samples.BLOSSOM;
import static io.kuajie.campaign.domain.campaign.Samples.CREATED;
import static io.kuajie.campaign.domain.campaign.Samples.DURING;
import static io.kuajie.campaign.domain.campaign.Samples.ENDS;
import static io.kuajie.campaign.domain.campaign.Samples.STARTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.campaign.domain.campaign.Decision.Changed;
import io.kuajie.campaign.domain.campaign.Decision.Refused;
import io.kuajie.campaign.domain.campaign.Decision.Unchanged;
import io.kuajie.campaign.domain.campaign.State.Approved;
import io.kuajie.campaign.domain.campaign.State.Draft;
import io.kuajie.campaign.domain.campaign.State.Ended;
import io.kuajie.campaign.domain.campaign.State.Paused;
import io.kuajie.campaign.domain.campaign.State.Running;
import io.kuajie.campaign.domain.campaign.State.Scheduled;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {
    @Test
    void draft_approvedByOnePartner_staysDraft() {
        // When
        Campaign after = changed(Samples.draft().approve(Set.of(ACADEMY), DURING));

        // Then
        assertThat(after.state()).isEqualTo(new Draft());
        assertThat(after.approvals()).isEqualTo(Map.of(ACADEMY, DURING));
        assertThat(after.version()).isEqualTo(2);
    }

    @Test
    void draft_approvedByBothPartners_isApproved() {
        // Given
        Campaign half = changed(Samples.draft().approve(Set.of(ACADEMY), CREATED));

        // When
        Campaign after = changed(half.approve(Set.of(BLOSSOM), DURING));

        // Then
        assertThat(after.state()).isEqualTo(new Approved());
        assertThat(after.approvals()).containsOnlyKeys(ACADEMY, BLOSSOM);
    }

    @Test
    void draft_approvedTwiceByOnePartner_isUnchanged() {
        // Given
        Campaign half = changed(Samples.draft().approve(Set.of(ACADEMY), CREATED));

        // When
        Decision decision = half.approve(Set.of(ACADEMY), DURING);

        // Then
        assertThat(decision).isEqualTo(new Unchanged(half));
    }

    @Test
    void draft_revised_losesItsApprovals() {
        // Given
        Campaign half = changed(Samples.draft().approve(Set.of(ACADEMY), CREATED));
        Terms dearer = accepted(
                new Proposal(null, null, null, null, null, null, null, null, 5.0, null, null, null, null, null, null)
                        .over(Proposal.of(half.terms())));

        // When
        Campaign after = changed(half.revise(dearer, DURING));

        // Then
        assertThat(after.approvals()).isEmpty();
        assertThat(after.terms().discount()).isEqualTo(new Discount.PercentOff(5));
    }

    @Test
    void running_revised_isRefused() {
        assertThat(Samples.in(new Running()).revise(Samples.terms(), DURING)).isInstanceOf(Refused.class);
    }

    @Test
    void approved_startedBeforeItsPeriod_isScheduled() {
        assertThat(changed(Samples.in(new Approved()).start(CREATED)).state()).isEqualTo(new Scheduled());
    }

    @Test
    void approved_startedWithinItsPeriod_runs() {
        assertThat(changed(Samples.in(new Approved()).start(STARTS)).isLive()).isTrue();
    }

    /** Rows are states, columns requests within the period: the state afterwards, = for unchanged, x for refused. */
    @ParameterizedTest
    @CsvSource({
        "draft,     x,       x,      x,       ended, =,       =",
        "approved,  running, x,      x,       ended, running, =",
        "scheduled, running, x,      x,       ended, running, =",
        "running,   =,       paused, =,       ended, =,       =",
        "paused,    x,       =,      running, ended, =,       =",
        "ended,     x,       x,      x,       =,     =,       x"
    })
    void state_request_leadsWhereTheTableSays(
            String from, String start, String pause, String resume, String end, String tick, String approve) {
        // Given
        Campaign campaign = Samples.in(State.parse(from));

        // When / Then
        assertThat(told(campaign.start(DURING))).isEqualTo(start);
        assertThat(told(campaign.pause(DURING))).isEqualTo(pause);
        assertThat(told(campaign.resume(DURING))).isEqualTo(resume);
        assertThat(told(campaign.end(DURING))).isEqualTo(end);
        assertThat(told(campaign.tick(DURING))).isEqualTo(tick);
        assertThat(told(campaign.approve(Set.of(ACADEMY), DURING))).isEqualTo(approve);
    }

    @ParameterizedTest
    @CsvSource({"draft, =", "approved, ended", "scheduled, ended", "running, ended", "paused, ended", "ended, ="})
    void state_atTheEndOfItsPeriod_ends(String from, String after) {
        assertThat(told(Samples.in(State.parse(from)).tick(ENDS))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"draft, =", "approved, =", "scheduled, =", "running, =", "paused, =", "ended, ="})
    void state_beforeItsPeriod_waits(String from, String after) {
        assertThat(told(Samples.in(State.parse(from)).tick(CREATED))).isEqualTo(after);
    }

    @Test
    void paused_resumedAfterItsPeriod_isRefusedWithTheEnd() {
        assertThat(Samples.in(new Paused()).resume(ENDS))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::advice)
                .asString()
                .contains(ENDS.toString());
    }

    @Test
    void draft_approvedAfterItsPeriod_isRefused() {
        assertThat(Samples.draft().approve(Set.of(ACADEMY), ENDS)).isInstanceOf(Refused.class);
    }

    @Test
    void changed_always_growsItsVersionAndItsTime() {
        // When
        Campaign after = changed(Samples.in(new Running()).pause(DURING));

        // Then
        assertThat(after.version()).isEqualTo(6);
        assertThat(after.updatedAt()).isEqualTo(DURING);
        assertThat(after.createdAt()).isEqualTo(CREATED);
    }

    @Test
    void ended_always_isNotLive() {
        assertThat(Samples.in(new Ended()).isLive()).isFalse();
    }

    @Test
    void id_ofLaterCampaign_sortsAfter() {
        // Given
        var random = new java.util.SplittableRandom(7);
        Instant later = CREATED.plusMillis(1);

        // Then
        assertThat(CampaignId.of(CREATED, random)).isLessThan(CampaignId.of(later, random));
    }

    private static Terms accepted(Proposal proposal) {
        return ((Checked.Accepted) new TermsReader(Samples.PARTNERS).read(proposal, CREATED)).terms();
    }

    private static Campaign changed(Decision decision) {
        assertThat(decision).isInstanceOf(Changed.class);
        return ((Changed) decision).campaign();
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Changed(Campaign after) -> after.state().wireName();
            case Unchanged _ -> "=";
            case Refused _ -> "x";
        };
    }
}
