package io.kuajie.profile.topology;

import io.kuajie.kernel.LeafKey;
import java.util.List;

/** Which leaves refuse analytics at present. May be asked from any thread. */
public interface Refusals {
    boolean isRefused(LeafKey leaf);

    /** Leaves whose word on analytics has changed, in the order in which that was heard. @param first counts from 0 */
    List<LeafKey> changed(int first, int most);
}
