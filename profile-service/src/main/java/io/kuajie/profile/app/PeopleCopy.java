package io.kuajie.profile.app;

import io.kuajie.edge.PersonalCopy;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this service keeps of people, as far as demands go. */
@ApplicationScoped
class PeopleCopy implements PersonalCopy {
    private final ProfileStores stores;
    private final ErasureBook erasures;
    private final ProfileResource profiles;

    PeopleCopy(ProfileStores stores, ErasureBook erasures, ProfileResource profiles) {
        this.stores = stores;
        this.erasures = erasures;
        this.profiles = profiles;
    }

    @Override
    public String store() {
        return "people";
    }

    /** Once the demand is known, events from before it are not counted any more; what was counted goes with the record. */
    @Override
    public boolean isGone(LeafKey leaf, Instant demandedAt) {
        Instant known = erasures.erasedAt(leaf);
        return known != null
                && !known.isBefore(demandedAt)
                && stores.person(PersonKey.of(leaf)).isEmpty();
    }

    @Override
    public @Nullable Object export(LeafKey leaf) {
        return stores.person(PersonKey.of(leaf))
                .map(state -> profiles.exported(PersonKey.of(leaf), state))
                .orElse(null);
    }
}
