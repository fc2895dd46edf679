package io.kuajie.ingest.domain.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one leaf said, by purpose, and which leaf came after it. */
final class ConsentFile {
    private static final int LAYOUT = 1;

    final Map<String, ConsentCarrier.Said> saidByPurpose = new TreeMap<>();
    /** The person's leaf under the present secret; null where this is it, as far as is known. */
    @Nullable
    String successor;

    /** Keeps a word unless a later one is kept; tells whether it is news. */
    boolean take(ConsentCarrier.Said said) {
        ConsentCarrier.Said known = saidByPurpose.get(said.purpose());
        if (said.equals(known) || (known != null && known.at() > said.at())) {
            return false;
        }
        saidByPurpose.put(said.purpose(), said);
        return true;
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            text(out, successor);
            out.writeInt(saidByPurpose.size());
            for (ConsentCarrier.Said said : saidByPurpose.values()) {
                out.writeUTF(said.purpose());
                out.writeUTF(said.status());
                out.writeLong(said.at());
                Long expiresAt = said.expiresAt();
                out.writeLong(expiresAt == null ? Long.MAX_VALUE : expiresAt);
                text(out, said.policy());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ConsentFile decode(byte @Nullable [] bytes) {
        ConsentFile file = new ConsentFile();
        if (bytes == null) {
            return file;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException(
                        "Consents have layout %d, and %d is known; update the service.".formatted(layout, LAYOUT));
            }
            file.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private void read(DataInputStream in) throws IOException {
        successor = text(in);
        for (int left = in.readInt(); left > 0; left--) {
            String purpose = in.readUTF();
            String status = in.readUTF();
            long at = in.readLong();
            long expiresAt = in.readLong();
            saidByPurpose.put(
                    purpose,
                    new ConsentCarrier.Said(
                            purpose, status, at, expiresAt == Long.MAX_VALUE ? null : expiresAt, text(in)));
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
