package io.kuajie.recommend.domain.live;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads from memory, and leaves there what is large. */
final class ModelInput extends DataInputStream {
    private final Bytes bytes;
    private final ModelRoom room;

    /** @param room for what has to be an array */
    ModelInput(MemorySegment memory, ModelRoom room) {
        this(new Bytes(memory), room);
    }

    private ModelInput(Bytes bytes, ModelRoom room) {
        super(bytes);
        this.bytes = bytes;
        this.room = room;
    }

    ModelRoom room() {
        return room;
    }

    /** The next so many bytes as they lie there. @throws IOException if there are not as many */
    MemorySegment inPlace(long size) throws IOException {
        if (size < 0 || size > bytes.memory.byteSize() - bytes.place) {
            throw new EOFException("it ends too early");
        }
        MemorySegment slice = bytes.memory.asSlice(bytes.place, size);
        bytes.place += size;
        return slice;
    }

    private static final class Bytes extends InputStream {
        private final MemorySegment memory;
        private long place;

        private Bytes(MemorySegment memory) {
            this.memory = memory;
        }

        @Override
        public int read() {
            return place == memory.byteSize() ? -1 : memory.get(ValueLayout.JAVA_BYTE, place++) & 0xff;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, memory.byteSize() - place);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int size = (int) Math.min(length, memory.byteSize() - place);
            if (size == 0 && length > 0) {
                return -1;
            }
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, place, into, offset, size);
            place += size;
            return size;
        }
    }
}
