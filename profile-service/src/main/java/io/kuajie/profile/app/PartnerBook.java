package io.kuajie.profile.app;

import io.kuajie.kernel.HalfLife;
import io.kuajie.kernel.PartnerId;
import io.kuajie.profile.domain.leaf.Windows;
import io.kuajie.profile.domain.person.LocalClocks;
import io.kuajie.profile.topology.PartnerRules;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each partner's behaviour is counted and shown, as configured. */
@Singleton
public class PartnerBook {
    private final PartnerRules usual;
    private final Map<PartnerId, PartnerRules> rulesByPartner = new HashMap<>();
    private final LocalClocks clocks;
    private final Windows windows;
    private final Map<PartnerId, Windows> windowsByPartner = new HashMap<>();

    public PartnerBook(ProfileSettings settings) {
        ProfileSettings.Profile profile = settings.profile();
        usual = new PartnerRules(new HalfLife(profile.halfLife()), Map.of());
        profile.partners()
                .forEach((partner, own) -> rulesByPartner.put(
                        new PartnerId(partner),
                        new PartnerRules(new HalfLife(own.halfLife().orElse(profile.halfLife())), own.weights())));
        clocks = new LocalClocks(profile.timezone());
        windows = Windows.of(profile.windows());
        profile.partners()
                .forEach((partner, own) -> own.windows()
                        .ifPresent(lengths -> windowsByPartner.put(new PartnerId(partner), Windows.of(lengths))));
    }

    PartnerRules rulesOf(PartnerId partner) {
        return rulesByPartner.getOrDefault(partner, usual);
    }

    /** The windows that a partner looks at; of its own sides alone. @param partner null for who sees all sides */
    Windows windowsOf(@Nullable PartnerId partner) {
        return partner == null ? windows : windowsByPartner.getOrDefault(partner, windows);
    }

    LocalClocks clocks() {
        return clocks;
    }
}
