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
    private static final byte FULL_WIDTH = (byte) 0xef;

    static Glance of(byte[] in, int start, int end) {
        int digits = 0;
        int dots = 0;
        int colons = 0;
        boolean hasAt = false;
        for (int i = start; i < end; i++) {
            byte b = in[i];
            if (b >= '0' && b <= '9') {
                digits++;
            } else if (b == '.') {
                dots++;
            } else if (b == ':') {
                colons++;
            } else if (b == '@' || b == '%' || b == FULL_WIDTH) {
                hasAt = true;
            }
        }
        boolean isAddress = end - start > 7 && in[start] == 'h' && in[start + 1] == 't' && in[start + 2] == 't';
        return new Glance(digits, dots, colons, hasAt, isAddress);
    }
}
