package io.kuajie.local.client;

import io.kuajie.kernel.SourcePosition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Places in behavior.raw, written {@code 0@12,3@99}: what a request wrote, or what a recommendation has seen. Places in other topics,
 * {@code profile.state/3:99}, are passed over.
 */
public record Positions(List<SourcePosition> all) {
    /** The door's header that carries what a request wrote. */
    public static final String HEADER = "Kuajie-Positions";

    public Positions {
        all = List.copyOf(all);
    }

    /** @param text empty for none */
    public static Positions parse(String text) {
        return new Positions(Stream.of(text.split(","))
                .filter(part -> part.indexOf('@') > 0)
                .map(part -> SourcePosition.parse(part.strip()))
                .toList());
    }

    /** Whether somebody who has seen these has seen the others: each is reached in its own partition. */
    public boolean cover(Positions others) {
        return others.all.stream().allMatch(this::reach);
    }

    private boolean reach(SourcePosition other) {
        return all.stream().anyMatch(own -> own.partition() == other.partition() && own.offset() >= other.offset());
    }
}
