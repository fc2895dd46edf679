package io.kuajie.profile.app;

import io.kuajie.edge.PersonalCopy;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.profile.domain.person.PersonState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this service keeps of people, as far as demands go. */
@ApplicationScoped
class PeopleCopy implements PersonalCopy {
    private final People people;
    private final ErasureBook erasures;
    private final ProfileResource profiles;

    PeopleCopy(People people, ErasureBook erasures, ProfileResource profiles) {
        this.people = people;
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
                && ofOwner(leaf).map(state -> state.isFreeOf(demandedAt)).orElse(true);
    }

    @Override
    public @Nullable Object export(LeafKey leaf) {
        return ofOwner(leaf)
                .filter(state -> !state.isBlank())
                .map(state -> profiles.exported(PersonKey.of(leaf), state))
                .orElse(null);
    }

    /** A demand is not answered by a copy: it may lack what is demanded. */
    private Optional<PersonState> ofOwner(LeafKey leaf) {
        Answer<Optional<PersonState>> answer = people.person(PersonKey.of(leaf));
        if (!answer.isOfOwner()) {
            throw new NotReadableException();
        }
        return answer.value();
    }
}
