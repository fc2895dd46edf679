package io.kuajie.ingest.app.agreements;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kuajie.events.PartnerAgreement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of an agreement as it is shown.
 *
 * @param source whose data
 * @param target who may use it
 * @param uses none where the version ends the agreement
 * @param state where it stands by itself: {@code withdrawn}, {@code ahead} of its time, {@code in-force} or {@code expired}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgreementView(
        String source,
        String target,
        long version,
        List<String> uses,
        String purpose,
        Instant validFrom,
        @Nullable Instant validUntil,
        Instant agreedAt,
        String state) {
    static AgreementView of(PartnerAgreement agreement, Instant now) {
        return new AgreementView(
                agreement.getSource(),
                agreement.getTarget(),
                agreement.getVersion(),
                agreement.getUses(),
                agreement.getPurpose(),
                agreement.getValidFrom(),
                agreement.getValidUntil(),
                agreement.getAgreedAt(),
                state(agreement, now));
    }

    private static String state(PartnerAgreement agreement, Instant now) {
        Instant until = agreement.getValidUntil();
        if (agreement.getUses().isEmpty()) {
            return "withdrawn";
        }
        if (now.isBefore(agreement.getValidFrom())) {
            return "ahead";
        }
        return until == null || now.isBefore(until) ? "in-force" : "expired";
    }
}
