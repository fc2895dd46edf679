package io.kuajie.profile.app;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.topology.PartnerRules;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How each partner's behaviour is counted, as configured. */
@Singleton
public class PartnerBook {
    private final PartnerRules usual;
    private final Map<PartnerId, PartnerRules> rulesByPartner = new HashMap<>();
    private final LocalClocks clocks;

    public PartnerBook(ProfileSettings settings) {
        ProfileSettings.Profile profile = settings.profile();
        usual = new PartnerRules(new HalfLife(profile.halfLife()), Map.of());
        profile.partners()
                .forEach((partner, own) -> rulesByPartner.put(
                        new PartnerId(partner),
                        new PartnerRules(new HalfLife(own.halfLife().orElse(profile.halfLife())), own.weights())));
        clocks = new LocalClocks(profile.timezone());
    }

    PartnerRules rulesOf(PartnerId partner) {
        return rulesByPartner.getOrDefault(partner, usual);
    }

    LocalClocks clocks() {
        return clocks;
    }
}
