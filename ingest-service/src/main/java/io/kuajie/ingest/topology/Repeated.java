package io.kuajie.ingest.topology;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes what is mostly the same object as the one before, and is then encoded already. For one thread. */
final class Repeated<T> {
    private final BiConsumer<AvroBytes, T> writer;
    private @Nullable T last;
    private byte[] encoded = new byte[0];

    Repeated(BiConsumer<AvroBytes, T> writer) {
        this.writer = writer;
    }

    @SuppressWarnings("ReferenceEquality") // one that is equal and another object is written anew
    void write(AvroBytes out, T next) {
        if (last == next) {
            out.append(encoded);
            return;
        }
        int start = out.size();
        writer.accept(out, next);
        encoded = out.from(start);
        last = next;
    }
}
