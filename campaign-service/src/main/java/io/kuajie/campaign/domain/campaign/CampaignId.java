package io.kuajie.campaign.domain.campaign;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** A campaign's name in keys, paths and events: a UUID of version 7, so that the order of ids is the order of creation. */
public record CampaignId(String value) implements Comparable<CampaignId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    public CampaignId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A campaign id must be a lower-case UUID.");
        }
    }

    /** A new id for a campaign created at this moment. */
    public static CampaignId of(Instant createdAt, RandomGenerator random) {
        long high = (createdAt.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0xfffL);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new CampaignId(new UUID(high, low).toString());
    }

    /** Reads an id; empty if the text can't be one. */
    public static Optional<CampaignId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CampaignId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(CampaignId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
