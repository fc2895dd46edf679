package io.kuajie.ingest.domain.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time, the first in the lowest place. Marks are words in which the highest bit of each byte that has the property is
 * set, and no other (Warren, Hacker's Delight, 2nd ed., section 6-1).
 */
final class Words {
    static final long ONES = 0x0101010101010101L;
    static final long HIGH = 0x8080808080808080L;
    private static final long LOW = ~HIGH;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] in, int at) {
        return (long) LONGS.get(in, at);
    }

    /** At most eight bytes, with zeros behind. */
    static long part(byte[] in, int start, int end) {
        if (start + Long.BYTES <= in.length) {
            return start == end ? 0 : at(in, start) & (-1L >>> ((Long.BYTES - (end - start)) * Byte.SIZE));
        }
        long word = 0;
        for (int i = end - 1; i >= start; i--) {
            word = word << Byte.SIZE | (in[i] & 0xff);
        }
        return word;
    }

    /** Whether these bytes, eight or more, stand here; for so few it is faster than what is made for long arrays. */
    static boolean same(byte[] in, int start, byte[] wanted) {
        int last = wanted.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (at(in, start + i) != at(wanted, i)) {
                return false;
            }
        }
        return at(in, start + last) == at(wanted, last);
    }

    /** Marks the bytes that are this one. */
    static long marksOf(long word, int wanted) {
        long other = word ^ (ONES * wanted);
        return ~(((other & LOW) + LOW) | other) & HIGH;
    }

    /** Marks the digits. */
    static long digits(long word) {
        long value = word ^ (ONES * '0');
        return ~(((value & LOW) + ONES * (0x80 - 10)) | value) & HIGH;
    }

    /** Marks the hexadecimal digits, in either case. */
    static long hexDigits(long word) {
        long lower = (word | ONES * 0x20) & LOW;
        // From a on the highest bit is set in one sum, from g on in the other.
        long letters = (lower + ONES * (0x80 - 'a')) & ~(lower + ONES * (0x80 - 'g')) & ~word;
        return digits(word) | (letters & HIGH);
    }

    /** Marks the bytes above ASCII and those up to this ASCII one. */
    static long upToOrWide(long word, int last) {
        return (~((word & LOW) + ONES * (0x7f - last)) | word) & HIGH;
    }
}
