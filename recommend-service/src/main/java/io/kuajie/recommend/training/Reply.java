package io.kuajie.recommend.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a process that learns tells on its standard output, one after the other; the last is no note. */
sealed interface Reply {
    /** How far it is. */
    record Note(String text) implements Reply {}

    /** No model is good enough. */
    record Refused(String reason) implements Reply {}

    /** A model follows, in so many bytes. */
    record Learnt(long sizeBytes) implements Reply {}

    /** Of a text, in characters; each takes three bytes at most, and all together less than {@link DataOutputStream#writeUTF} bears. */
    int LONGEST = 20_000;

    default void writeTo(DataOutputStream out) throws IOException {
        switch (this) {
            case Note(String text) -> write('n', text, out);
            case Refused(String reason) -> write('r', reason, out);
            case Learnt(long sizeBytes) -> {
                out.writeByte('l');
                out.writeLong(sizeBytes);
            }
        }
        out.flush();
    }

    /** @throws java.io.EOFException if the process ended without a last word */
    static Reply read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'n' -> new Note(in.readUTF());
            case 'r' -> new Refused(in.readUTF());
            case 'l' -> new Learnt(in.readLong());
            default -> throw new IOException("A process that learns said %d, which is no reply.".formatted(kind));
        };
    }

    private static void write(char kind, String text, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeUTF(text.substring(0, Math.min(LONGEST, text.length())));
    }
}
