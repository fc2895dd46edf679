package io.kuajie.campaign.domain.campaign;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import java.util.Optional;

/** Who takes part in the platform. */
@FunctionalInterface
public interface PartnerDirectory {
    /** The partner's industry; empty for somebody who takes no part. */
    Optional<Domain> domainOf(PartnerId partner);
}
