package io.kuajie.ingest.domain.json;

/**
 * What a look at the bytes of a value tells: enough to say that nothing in it can be an identifier, which holds for nearly all.
 *
 * @param digits how many there are
 * @param dots how many there are
 * @param colons how many there are
 * @param hasAt whether there is an at sign, or what may stand for one: a percent sign, or the start of a full-width character
 * @param isAddress whether it begins like the address of a page
 */
public record Glance(int digits, int dots, int colons, boolean hasAt, boolean isAddress) {
    private static final int FULL_WIDTH = 0xef;

    static Glance of(byte[] in, int start, int end) {
        int digits = 0;
        int dots = 0;
        int colons = 0;
        long marks = 0;
        for (int at = start; at < end; at += Long.BYTES) {
            long word = at + Long.BYTES <= end ? Words.at(in, at) : Words.part(in, at, end) | letters(end - at);
            // All that counts lies up to the colon, is the at sign or is above ASCII; most words have letters only.
            if ((Words.upToOrWide(word, ':') | Words.marksOf(word, '@')) != 0) {
                digits += Long.bitCount(Words.digits(word));
                dots += Long.bitCount(Words.marksOf(word, '.'));
                colons += Long.bitCount(Words.marksOf(word, ':'));
                marks |= Words.marksOf(word, '@') | Words.marksOf(word, '%') | Words.marksOf(word, FULL_WIDTH);
            }
        }
        boolean isAddress = end - start > 7 && in[start] == 'h' && in[start + 1] == 't' && in[start + 2] == 't';
        return new Glance(digits, dots, colons, marks != 0, isAddress);
    }

    /** Fills the places behind so many bytes with something that does not count. */
    private static long letters(int bytes) {
        return (Words.ONES * 'a') << (bytes * Byte.SIZE);
    }
}
