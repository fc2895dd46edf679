package io.kuajie.ingest.domain.json;

/** Tells well-formed UTF-8 (Unicode, table 3-7). */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the sequence that begins here, 2 to 4; 0 if it is none. @param end where the text ends */
    static int sequence(byte[] in, int at, int end) {
        int first = in[at] & 0xff;
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : 4;
        if (first < 0xc2 || first > 0xf4 || at + length > end) {
            return 0;
        }
        int second = in[at + 1] & 0xff;
        int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((in[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
