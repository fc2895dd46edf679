package io.kuajie.profile.domain.person;

import io.kuajie.kernel.LeafKey;
import io.kuajie.profile.domain.leaf.LeafCodec;
import io.kuajie.profile.domain.leaf.LeafState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person was told of one leaf: by which link version it belongs or has left, and the leaf's state at its highest
 * position. Joining two of them keeps the newer of either part, so telling is commutative, idempotent and may be repeated.
 *
 * <p>A leaf that has left stays known without its state, so that older words on it are recognised.
 */
public final class Membership {
    private static final byte[] NOTHING = {};

    private final LeafKey leaf;
    private final long linkVersion;
    private final boolean belongs;
    private final long applied;
    private final byte[] state;
    /** Where the leaf lives at this very key its state is at hand already. */
    private final @Nullable LeafState home;

    private Membership(LeafKey leaf, long linkVersion, boolean belongs, long applied, byte[] state) {
        this(leaf, linkVersion, belongs, applied, state, null);
    }

    private Membership(
            LeafKey leaf, long linkVersion, boolean belongs, long applied, byte[] state, @Nullable LeafState home) {
        this.leaf = leaf;
        this.linkVersion = linkVersion;
        this.belongs = belongs;
        this.applied = applied;
        this.state = state;
        this.home = home;
    }

    /** The leaf lives at the person's own key. */
    static Membership ofHome(LeafKey leaf, long linkVersion, @Nullable LeafState home) {
        return new Membership(leaf, linkVersion, true, home == null ? -1 : home.applied(), NOTHING, home);
    }

    /**
     * The leaf belongs to the person.
     *
     * @param applied highest raw offset in the state; -1 for none
     * @param state in {@link LeafCodec}'s form; empty for a leaf without events
     */
    public static Membership belonging(LeafKey leaf, long linkVersion, long applied, byte[] state) {
        return new Membership(leaf, linkVersion, true, applied, state);
    }

    /** The leaf has left the person. */
    public static Membership left(LeafKey leaf, long linkVersion, long applied) {
        return new Membership(leaf, linkVersion, false, applied, NOTHING);
    }

    /** The newer of either part. @throws IllegalArgumentException if the leaves differ */
    public Membership join(Membership other) {
        if (!leaf.equals(other.leaf)) {
            throw new IllegalArgumentException("Words on two leaves can't be joined.");
        }
        long version = Math.max(linkVersion, other.linkVersion);
        boolean stays = holds(version) && other.holds(version);
        if (!stays) {
            return left(leaf, version, Math.max(applied, other.applied));
        }
        Membership fresher = !belongs || other.belongs && other.applied >= applied ? other : this;
        return belonging(leaf, version, fresher.applied, fresher.state);
    }

    public LeafKey leaf() {
        return leaf;
    }

    public long linkVersion() {
        return linkVersion;
    }

    public boolean belongs() {
        return belongs;
    }

    public long applied() {
        return applied;
    }

    /** The leaf's state; empty where it has left or had no event yet. */
    public Optional<LeafState> state() {
        if (home != null) {
            return Optional.of(home);
        }
        return state.length == 0 ? Optional.empty() : Optional.of(LeafCodec.decode(state));
    }

    byte[] stateBytes() {
        return state;
    }

    /** Whether nothing at this version says that the leaf has left. */
    private boolean holds(long version) {
        return belongs || linkVersion < version;
    }
}
