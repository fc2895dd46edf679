package io.kuajie.recommend.app;

import io.kuajie.events.PartnerAgreement;
import io.kuajie.kernel.DataPurpose;
import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.consent.Agreements;
import java.util.EnumSet;
import java.util.Set;

/** Reads agreements between partners. What a later version of the platform may agree to, and this one does not know, allows nothing. */
final class AgreementMapper {
    private AgreementMapper() {}

    static void put(PartnerAgreement agreement, Agreements agreements) {
        agreements.put(
                new PartnerId(agreement.getSource()),
                new PartnerId(agreement.getTarget()),
                agreement.getVersion(),
                uses(agreement),
                agreement.getValidFrom(),
                agreement.getValidUntil());
    }

    private static Set<DataUse> uses(PartnerAgreement agreement) {
        Set<DataUse> uses = EnumSet.noneOf(DataUse.class);
        if (agreement.getPurpose().equals(DataPurpose.RECOMMENDATIONS.wireName())) {
            agreement.getUses().forEach(name -> DataUse.fromWireName(name).ifPresent(uses::add));
        }
        return uses;
    }
}
