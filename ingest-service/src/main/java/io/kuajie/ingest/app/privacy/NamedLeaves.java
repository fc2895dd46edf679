package io.kuajie.ingest.app.privacy;

import io.kuajie.edge.Platform;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom a request about privacy names, by user id or else by anonymous id. */
@ApplicationScoped
class NamedLeaves {
    private final Pseudonymizer pseudonymizer;
    private final Platform.FormerPseudonymizers former;

    NamedLeaves(Pseudonymizer pseudonymizer, Platform.FormerPseudonymizers former) {
        this.pseudonymizer = pseudonymizer;
        this.former = former;
    }

    LeafKey present(PartnerId partner, @Nullable String user, @Nullable String anonymous) {
        return leaf(pseudonymizer, partner, user, anonymous);
    }

    /** The present leaf first, then those of former secrets. */
    List<LeafKey> all(PartnerId partner, @Nullable String user, @Nullable String anonymous) {
        List<LeafKey> leaves = new ArrayList<>(List.of(present(partner, user, anonymous)));
        former.newestFirst().forEach(earlier -> leaves.add(leaf(earlier, partner, user, anonymous)));
        return leaves;
    }

    private static LeafKey leaf(
            Pseudonymizer maker, PartnerId partner, @Nullable String user, @Nullable String anonymous) {
        return user != null
                ? maker.leaf(partner, Kind.USER, user)
                : maker.leaf(partner, Kind.ANONYMOUS, Objects.requireNonNull(anonymous));
    }
}
