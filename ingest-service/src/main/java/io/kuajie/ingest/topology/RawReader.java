package io.kuajie.ingest.topology;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.Origin;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record of behavior.raw as {@link RawBytes} writes it, without making the record. For one thread.
 *
 * @see RawBytes
 */
final class RawReader {
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, PartnerId> partnerByName = new HashMap<>();
    private byte[] in = new byte[0];
    private int at;

    /** @throws IllegalArgumentException if the bytes are no such record, or a key or a currency has another form */
    RawEvent read(byte[] record) {
        in = record;
        at = WireHeader.BYTES;
        try {
            RawEvent event = event();
            if (at != in.length) {
                throw new IllegalArgumentException("The record has %d bytes too many.".formatted(in.length - at));
            }
            return event;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The record ends too early.", e);
        }
    }

    private RawEvent event() {
        String partner = text();
        return new RawEvent(
                leaf(partner, text()),
                flag(),
                text(),
                text(),
                optionalText(),
                text(),
                text(),
                number(),
                number(),
                details(),
                new Client(optionalText(), optionalText(), optionalText(), optionalText()),
                optionalText(),
                new Origin(text(), optionalText(), optionalNumber()),
                texts(),
                textByName());
    }

    private Details details() {
        return new Details(
                optionalText(),
                optionalText(),
                decimal(),
                amount(),
                optionalDecimal(),
                optionalDecimal(),
                optionalNumber(),
                optionalText(),
                optionalText(),
                optionalText(),
                optionalText(),
                optionalText());
    }

    private LeafKey leaf(String partner, String leaf) {
        if (leaf.length() <= partner.length() || !leaf.startsWith(partner) || leaf.charAt(partner.length()) != ':') {
            return LeafKey.parse(leaf);
        }
        PartnerId known = partnerByName.get(partner);
        if (known == null) {
            known = new PartnerId(partner);
            if (partnerByName.size() < MOST_REMEMBERED) {
                partnerByName.put(partner, known);
            }
        }
        return new LeafKey(known, leaf.substring(partner.length() + 1));
    }

    private @Nullable Money amount() {
        return branch() ? new Money(number(), text()) : null;
    }

    private boolean flag() {
        byte value = in[at++];
        if (value < 0 || value > 1) {
            throw new IllegalArgumentException("A flag is %d and must be 0 or 1.".formatted(value));
        }
        return value == 1;
    }

    private boolean branch() {
        long branch = number();
        if (branch < 0 || branch > 1) {
            throw new IllegalArgumentException("A union's branch is %d and must be 0 or 1.".formatted(branch));
        }
        return branch == 1;
    }

    private long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            if (shift > 63) {
                throw new IllegalArgumentException("A number has more than ten bytes.");
            }
            next = in[at++];
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    private double decimal() {
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits |= (in[at++] & 0xffL) << (8 * i);
        }
        return Double.longBitsToDouble(bits);
    }

    private String text() {
        long length = number();
        if (length < 0 || length > in.length - at) {
            throw new IllegalArgumentException("A text of %d bytes goes beyond the record.".formatted(length));
        }
        String text = new String(in, at, (int) length, StandardCharsets.UTF_8);
        at += (int) length;
        return text;
    }

    private List<String> texts() {
        long left = block();
        if (left == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (; left > 0; left = left > 1 ? left - 1 : block()) {
            texts.add(text());
        }
        return texts;
    }

    private Map<String, String> textByName() {
        long left = block();
        if (left == 0) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (; left > 0; left = left > 1 ? left - 1 : block()) {
            values.put(text(), text());
        }
        return values;
    }

    /** The entries of an array's or a map's next block; one of negative length tells its size in bytes as well. Zero at the end. */
    private long block() {
        long count = number();
        if (count < 0) {
            number();
            return -count;
        }
        return count;
    }

    private @Nullable String optionalText() {
        return branch() ? text() : null;
    }

    private @Nullable Double optionalDecimal() {
        return branch() ? Double.valueOf(decimal()) : null;
    }

    private @Nullable Long optionalNumber() {
        return branch() ? Long.valueOf(number()) : null;
    }
}
