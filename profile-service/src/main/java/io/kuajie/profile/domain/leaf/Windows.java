package io.kuajie.profile.domain.leaf;

import java.time.Duration;
import java.util.List;

/**
 * The windows that somebody looks at.
 *
 * @param all one to four, shortest first
 */
public record Windows(List<Window> all) {
    private static final int MOST = 4;

    public Windows {
        all = List.copyOf(all);
        boolean isAscending = true;
        for (int i = 1; i < all.size(); i++) {
            isAscending &= all.get(i).length().compareTo(all.get(i - 1).length()) > 0;
        }
        if (all.isEmpty() || all.size() > MOST || !isAscending) {
            throw new IllegalArgumentException(
                    "The windows (%s) must be 1 to %d, each longer than the one before, such as 1h,24h,7d,30d."
                            .formatted(all, MOST));
        }
    }

    /** @throws IllegalArgumentException for a length that no window has, or too many or unordered ones */
    public static Windows of(List<Duration> lengths) {
        return new Windows(lengths.stream().map(Window::new).toList());
    }
}
