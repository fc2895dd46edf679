package io.kuajie.ingest.domain.segment;

import java.util.regex.Pattern;

/** Message ids of an order's products: the order's, and behind it their number. */
public final class ProductId {
    private static final Pattern NUMBERED = Pattern.compile(".+#[1-9]\\d*", Pattern.DOTALL);

    private ProductId() {}

    /** @param number from 1 */
    public static String of(String order, int number) {
        return order + "#" + number;
    }

    /** Whether it looks like one, as an id of the sender's own may too. */
    public static boolean isLike(String id) {
        return NUMBERED.matcher(id).matches();
    }

    /** Whether it is the id of a product of this order. */
    public static boolean isOf(String order, String id) {
        return isLike(id) && id.lastIndexOf('#') == order.length() && id.startsWith(order);
    }
}
