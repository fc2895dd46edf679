package io.kuajie.profile.topology;

import io.kuajie.profile.domain.binary.KnownWords;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through Avro's binary encoding, as far as events need it.
 *
 * <p>Every method throws {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} where the bytes can't be what Avro wrote.
 */
final class AvroCursor {
    private static final int LONGEST_VARINT_BITS = 70;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    AvroCursor(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    /** A long, or the branch of a union. */
    long number() {
        long folded = 0;
        for (int shift = 0; shift < LONGEST_VARINT_BITS; shift += 7) {
            byte next = bytes[at++];
            folded |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return folded >>> 1 ^ -(folded & 1);
            }
        }
        throw new IllegalArgumentException("The number before byte %d is longer than 64 bits.".formatted(at));
    }

    /** An int. */
    int smallNumber() {
        long number = number();
        if ((int) number != number) {
            throw new IllegalArgumentException("The number (%d) must be of 32 bits.".formatted(number));
        }
        return (int) number;
    }

    boolean flag() {
        return bytes[at++] == 1;
    }

    double real() {
        double value = Double.longBitsToDouble((long) LONGS.get(bytes, at));
        at += Double.BYTES;
        return value;
    }

    /** Whether the second branch of a union of null and something else follows. */
    boolean isPresent() {
        long branch = number();
        if (branch != 0 && branch != 1) {
            throw new IllegalArgumentException("The branch (%d) before byte %d must be 0 or 1.".formatted(branch, at));
        }
        return branch == 1;
    }

    String text() {
        int size = size();
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    /** A text that many records have, such as a category. */
    String word() {
        int size = size();
        String word = KnownWords.of(bytes, at, size);
        at += size;
        return word;
    }

    @Nullable
    Double optionalReal() {
        return isPresent() ? real() : null;
    }

    @Nullable
    Long optionalNumber() {
        return isPresent() ? number() : null;
    }

    /** Passes over a text. @return nothing of it */
    String unread() {
        skip();
        return "";
    }

    /** Passes over a text that may be missing. @return nothing of it */
    @Nullable
    String optionalUnread() {
        if (isPresent()) {
            skip();
        }
        return null;
    }

    /** Passes over an array of texts whose blocks don't say how many bytes they have, as ours never do. @return none of them */
    List<String> unreadTexts() {
        for (long count = number(); count != 0; count = number()) {
            requireOurs(count);
            for (long left = count; left > 0; left--) {
                skip();
            }
        }
        return List.of();
    }

    /** A map of words by words, in blocks as above. */
    Map<String, String> words() {
        long count = number();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> words = new HashMap<>();
        for (; count != 0; count = number()) {
            requireOurs(count);
            for (long left = count; left > 0; left--) {
                words.put(word(), word());
            }
        }
        return words;
    }

    private void requireOurs(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("The block before byte %d is of another kind.".formatted(at));
        }
    }

    private void skip() {
        int size = size();
        at += size;
    }

    private int size() {
        long size = number();
        if (size < 0 || size > bytes.length - at) {
            throw new IllegalArgumentException("The size (%d) at byte %d must not exceed the %d bytes that follow."
                    .formatted(size, at, bytes.length - at));
        }
        return (int) size;
    }
}
