package io.kuajie.ingest.domain.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is known of one leaf, or of one match key: what it is tied to, what it consents to, and which link was told of it. */
final class IdentityNode {
    private static final int LAYOUT = 1;

    /** A tie to another node. @param at when it was said, milliseconds since the epoch */
    record Tie(String other, long at) {}

    final Map<Relation, Tie> tieByRelation = new EnumMap<>(Relation.class);
    /** Declared ties by the other leaf; both ends hold them. */
    final Map<String, Long> declaredAt = new TreeMap<>();
    /** Nodes that are tied to this one, other than by declaration. */
    final Set<String> pointers = new TreeSet<>();

    boolean anonymous;
    boolean granted;
    long consentAt = Long.MIN_VALUE;
    long expiresAt = Long.MAX_VALUE;
    long erasedAt = Long.MIN_VALUE;
    /** The link that was told last; null for none, or one taken back. */
    @Nullable
    String person;

    long version;

    /** Everything this node is tied to, in either direction, consent aside. */
    Set<String> neighbours() {
        Set<String> neighbours = new LinkedHashSet<>(pointers);
        tieByRelation.values().forEach(tie -> neighbours.add(tie.other()));
        neighbours.addAll(declaredAt.keySet());
        return neighbours;
    }

    boolean isTied() {
        return !tieByRelation.isEmpty() || !declaredAt.isEmpty() || !pointers.isEmpty();
    }

    boolean isBlank() {
        return !isTied() && version == 0 && consentAt == Long.MIN_VALUE && erasedAt == Long.MIN_VALUE;
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            out.writeBoolean(anonymous);
            out.writeBoolean(granted);
            out.writeLong(consentAt);
            out.writeLong(expiresAt);
            out.writeLong(erasedAt);
            out.writeUTF(person == null ? "" : person);
            out.writeLong(version);
            out.writeInt(tieByRelation.size());
            for (var tie : tieByRelation.entrySet()) {
                out.writeUTF(tie.getKey().wireName());
                out.writeUTF(tie.getValue().other());
                out.writeLong(tie.getValue().at());
            }
            out.writeInt(declaredAt.size());
            for (var declared : declaredAt.entrySet()) {
                out.writeUTF(declared.getKey());
                out.writeLong(declared.getValue());
            }
            out.writeInt(pointers.size());
            for (String pointer : pointers) {
                out.writeUTF(pointer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static IdentityNode decode(byte @Nullable [] bytes) {
        IdentityNode node = new IdentityNode();
        if (bytes == null) {
            return node;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException(
                        "A node has layout %d, and %d is known; update the service.".formatted(layout, LAYOUT));
            }
            node.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    private void read(DataInputStream in) throws IOException {
        anonymous = in.readBoolean();
        granted = in.readBoolean();
        consentAt = in.readLong();
        expiresAt = in.readLong();
        erasedAt = in.readLong();
        String told = in.readUTF();
        person = told.isEmpty() ? null : told;
        version = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            tieByRelation.put(Relation.fromWireName(in.readUTF()).orElseThrow(), new Tie(in.readUTF(), in.readLong()));
        }
        for (int left = in.readInt(); left > 0; left--) {
            declaredAt.put(in.readUTF(), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            pointers.add(in.readUTF());
        }
    }
}
