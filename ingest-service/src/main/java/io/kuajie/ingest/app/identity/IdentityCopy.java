package io.kuajie.ingest.app.identity;

import io.kuajie.edge.PersonalCopy;
import io.kuajie.ingest.domain.identity.IdentityGraph;
import io.kuajie.kernel.LeafKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is who, as far as demands go: ties, match keys and links. */
@ApplicationScoped
class IdentityCopy implements PersonalCopy {
    private final IdentityStreams streams;

    IdentityCopy(IdentityStreams streams) {
        this.streams = streams;
    }

    @Override
    public String store() {
        return "identity";
    }

    @Override
    public boolean isGone(LeafKey leaf, Instant demandedAt) {
        return IdentityGraph.erasedAt(streams.node(leaf.toString())).orElse(Long.MIN_VALUE)
                >= demandedAt.toEpochMilli();
    }

    @Override
    public @Nullable Object export(LeafKey leaf) {
        Map<String, List<String>> ties = IdentityGraph.tiesIn(streams.node(leaf.toString()));
        return ties.values().stream().allMatch(List::isEmpty) ? null : Map.of("ties", ties);
    }
}
