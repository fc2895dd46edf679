package io.kuajie.ingest.topology;

import io.kuajie.serde.AvroBytes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what is mostly the same object as the one before, and is then encoded already. For one thread. */
final class Repeated<T> {
    private final Consumer<T> writer;
    private @Nullable T last;
    private byte[] encoded = new byte[0];

    Repeated(Consumer<T> writer) {
        this.writer = writer;
    }

    @SuppressWarnings("ReferenceEquality") // one that is equal and another object is written anew
    void write(AvroBytes out, T next) {
        if (last == next) {
            out.octets(encoded);
            return;
        }
        int start = out.length();
        writer.accept(next);
        encoded = out.from(start);
        last = next;
    }
}
