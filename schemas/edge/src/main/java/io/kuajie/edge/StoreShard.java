package io.kuajie.edge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A share of a store whose people are spread over several instances, as receipts name it: {@code people-0-of-3} to
 * {@code people-2-of-3}.
 *
 * @param store the whole store's name
 * @param number from 0
 * @param count of shards
 */
public record StoreShard(String store, int number, int count) {
    private static final Pattern NAME = Pattern.compile("(.+)-([0-9]{1,6})-of-([0-9]{1,6})");

    public StoreShard {
        if (!isOne(number, count)) {
            throw new IllegalArgumentException(
                    "The shard (%d of %d) must be from 0 to one less than their number.".formatted(number, count));
        }
    }

    /** Reads a {@link #name()}; empty where it names no shard. */
    public static Optional<StoreShard> parse(String name) {
        Matcher form = NAME.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(form.group(2));
        int count = Integer.parseInt(form.group(3));
        return isOne(number, count) ? Optional.of(new StoreShard(form.group(1), number, count)) : Optional.empty();
    }

    /** The shard in receipts. */
    public String name() {
        return "%s-%d-of-%d".formatted(store, number, count);
    }

    /** This one and those beside it, which are the whole store together. */
    public Stream<StoreShard> all() {
        return IntStream.range(0, count).mapToObj(each -> new StoreShard(store, each, count));
    }

    private static boolean isOne(int number, int count) {
        return number >= 0 && number < count;
    }
}
