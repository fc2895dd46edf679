package io.kuajie.profile.domain.cluster;

import io.kuajie.profile.domain.binary.BinaryReader;
import io.kuajie.profile.domain.binary.BinaryWriter;
import io.kuajie.profile.domain.leaf.DimensionKey;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.TextHash;
import io.kuajie.profile.domain.vector.VectorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A uniform sample of people: those whose keys have the least hashes. It doesn't depend on who was seen in which order, and samples of
 * parts merge into the sample of the whole, so several instances draw the one that a single instance would draw.
 *
 * <p>Source: bottom-k sketches; Cohen and Kaplan: Summarizing data using bottom-k sketches, PODC 2007.
 */
public final class Sample {
    private static final int LAYOUT = 2;

    private final int capacity;
    private final long seed;
    private final TreeMap<Long, Member> memberByHash = new TreeMap<>();

    /** @param seed the same for samples that are to be merged */
    public Sample(int capacity, long seed) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The sample size (%d) must be positive.".formatted(capacity));
        }
        this.capacity = capacity;
        this.seed = seed;
    }

    /** Whether somebody of this key would be taken, as it is now. */
    public boolean wants(String key) {
        return memberByHash.size() < capacity || hash(key) < memberByHash.lastKey();
    }

    public void offer(String key, Member member) {
        offer(hash(key), member);
    }

    public void merge(Sample other) {
        other.memberByHash.forEach(this::offer);
    }

    /** In the order of their hashes, which has nothing to do with what they are like. */
    public List<Member> members() {
        return List.copyOf(memberByHash.values());
    }

    public byte[] encode() {
        BinaryWriter out = new BinaryWriter().byteValue(LAYOUT).count(VectorLayout.VERSION);
        out.count(memberByHash.size());
        for (Map.Entry<Long, Member> entry : memberByHash.entrySet()) {
            out.signed(entry.getKey());
            Member member = entry.getValue();
            for (float value : member.vector()) {
                out.small(value);
            }
            out.byteValue(member.daypart().ordinal()).byteValue(member.hasBought() ? 1 : 0);
            out.count(member.dimensions().size());
            for (Portrait.Dimension dimension : member.dimensions()) {
                DimensionKey key = dimension.key();
                out.text(key.action()).text(key.domain()).text(key.category()).mass(dimension.mass());
            }
        }
        return out.toBytes();
    }

    /** Adds what another sample of the same seed was written as. @throws IllegalArgumentException for bytes of another layout */
    public void mergeEncoded(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        if (in.byteValue() != LAYOUT || in.count() != VectorLayout.VERSION) {
            throw new IllegalArgumentException("The sample has another layout than %d.".formatted(LAYOUT));
        }
        for (int rest = in.size(); rest > 0; rest--) {
            long hash = in.signed();
            float[] vector = new float[VectorLayout.DIMENSION];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = in.small();
            }
            Daypart daypart = daypart(in.byteValue());
            boolean hasBought = in.byteValue() == 1;
            offer(hash, new Member(vector, dimensions(in), daypart, hasBought));
        }
        in.end();
    }

    private static Daypart daypart(int ordinal) {
        Daypart[] parts = Daypart.values();
        if (ordinal < 0 || ordinal >= parts.length) {
            throw new IllegalArgumentException(
                    "The part of the day (%d) must be from 0 to %d.".formatted(ordinal, parts.length - 1));
        }
        return parts[ordinal];
    }

    private static List<Portrait.Dimension> dimensions(BinaryReader in) {
        List<Portrait.Dimension> dimensions = new ArrayList<>();
        for (int rest = in.size(); rest > 0; rest--) {
            dimensions.add(new Portrait.Dimension(new DimensionKey(in.text(), in.text(), in.text()), in.mass()));
        }
        return dimensions;
    }

    private void offer(long hash, Member member) {
        memberByHash.put(hash, member);
        if (memberByHash.size() > capacity) {
            memberByHash.pollLastEntry();
        }
    }

    private long hash(String key) {
        return TextHash.of(seed + "/" + key);
    }
}
