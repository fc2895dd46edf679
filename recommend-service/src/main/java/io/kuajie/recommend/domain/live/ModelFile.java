package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.live.DomainModel.Mix;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model as bytes: a mark with the version of the layout, what it was learnt from, and for each domain its items by their
 * keys and its blends; the topics of items if there are any; a check sum of all that at the end. Items get their numbers anew when a model is read, as numbers don't
 * outlive a process; one that is not known any more is never recommended, but goes on telling about people.
 */
public final class ModelFile {
    private static final int MARK = 0x4b4a4d04;
    private static final int MOST_DOMAINS = 10_000;
    private static final long READ_AT_ONCE = 1 << 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** A model that was read. @param sha256 of its bytes, hexadecimal */
    public record Read(LiveModel model, String sha256) {}

    private ModelFile() {}

    /**
     * Writes the model and closes nothing.
     *
     * @param keyOf the key of an item by its number; null for one that is gone
     */
    public static void write(LiveModel model, IntFunction<String> keyOf, OutputStream to) throws IOException {
        CheckedOutputStream summed = new CheckedOutputStream(to, new CRC32C());
        DataOutputStream out = new DataOutputStream(summed);
        out.writeInt(MARK);
        origin(out, model.origin());
        out.writeInt(model.domains().size());
        for (DomainModel domain : model.domains()) {
            out.writeUTF(domain.domain());
            out.writeInt(domain.targets());
            out.writeInt(domain.itemByPlace().length);
            for (int item : domain.itemByPlace()) {
                out.writeUTF(item < 0 ? "" : keyOf.apply(item));
            }
            mix(out, domain.warm());
            out.writeBoolean(domain.cold() != null);
            if (domain.cold() != null) {
                mix(out, domain.cold());
            }
        }
        if (model.topics() != null) {
            TopicBytes.write(out, model.topics());
        }
        out.writeLong(summed.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a model into this memory, where it stays until it is closed and nobody uses it.
     *
     * @param numberOf the number of an item by its key; below 0 for one that is not known
     * @throws IOException saying what is wrong with the file
     */
    public static Read read(Path file, ModelMemory memory, ToIntFunction<String> numberOf) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, channel.size(), memory, numberOf);
        }
    }

    /** As {@link #read(Path, ModelMemory, ToIntFunction)}, the next so many bytes of the channel. */
    public static Read read(
            ReadableByteChannel from, long sizeBytes, ModelMemory memory, ToIntFunction<String> numberOf)
            throws IOException {
        ModelRoom room = memory.take();
        try {
            MemorySegment bytes = room.begin(sizeBytes);
            String sha256 = fill(bytes, from);
            return new Read(read(bytes, room, numberOf, () -> memory.giveBack(room)), sha256);
        } catch (IOException | RuntimeException e) {
            memory.giveBack(room);
            throw e;
        }
    }

    /** A model where it lies, as {@link #read(Path, ModelMemory, ToIntFunction)}. */
    public static LiveModel read(MemorySegment bytes, ToIntFunction<String> numberOf) throws IOException {
        return read(bytes, new ModelRoom(), numberOf, () -> {});
    }

    /** @param free called once nobody uses the model any more */
    static LiveModel read(MemorySegment bytes, ModelRoom room, ToIntFunction<String> numberOf, Runnable free)
            throws IOException {
        long end = bytes.byteSize() - Long.BYTES;
        if (end < Integer.BYTES || bytes.get(INT, 0) != MARK) {
            throw new IOException("these are no bytes of a model, or of a layout that this version does not know");
        }
        if (bytes.get(LONG, end) != checkSum(bytes.asSlice(0, end))) {
            throw new IOException("the bytes are damaged or cut off: the check sum does not fit");
        }
        try (ModelInput in = new ModelInput(bytes.asSlice(Integer.BYTES, end - Integer.BYTES), room)) {
            return model(in, numberOf, free);
        } catch (ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            throw new IOException("the bytes make no model: %s".formatted(e.getMessage()), e);
        }
    }

    /** @return the digest of what was read */
    private static String fill(MemorySegment bytes, ReadableByteChannel from) throws IOException {
        MessageDigest digest = WholeFile.sha256();
        for (long place = 0; place < bytes.byteSize(); ) {
            long size = Math.min(READ_AT_ONCE, bytes.byteSize() - place);
            ByteBuffer piece = bytes.asSlice(place, size).asByteBuffer();
            if (from.read(piece) < 0) {
                throw new EOFException("the bytes end too early");
            }
            place += piece.position();
            digest.update(piece.flip());
        }
        return WholeFile.hexadecimal(digest);
    }

    private static LiveModel model(ModelInput in, ToIntFunction<String> numberOf, Runnable free) throws IOException {
        LiveModel.Origin origin = new LiveModel.Origin(
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong()),
                in.readInt(),
                in.readInt());
        int size = in.readInt();
        if (size < 0 || size > MOST_DOMAINS) {
            throw new IOException("it has %d domains".formatted(size));
        }
        List<DomainModel> domains = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = in.readUTF();
            int targets = in.readInt();
            int[] items = new int[in.readInt()];
            for (int place = 0; place < items.length; place++) {
                String key = in.readUTF();
                items[place] = key.isEmpty() ? -1 : numberOf.applyAsInt(key);
            }
            Mix warm = mix(in);
            @Nullable Mix cold = in.readBoolean() ? mix(in) : null;
            domains.add(new DomainModel(name, targets, items, warm, cold));
        }
        return new LiveModel(origin, domains, TopicBytes.read(in), free);
    }

    private static void origin(DataOutputStream out, LiveModel.Origin origin) throws IOException {
        out.writeUTF(origin.id());
        out.writeLong(origin.learntAt().toEpochMilli());
        out.writeLong(origin.from().toEpochMilli());
        out.writeInt(origin.people());
        out.writeInt(origin.interactions());
    }

    private static void mix(DataOutputStream out, Mix mix) throws IOException {
        PartBytes.write(out, mix.blend());
        out.writeInt(mix.recipes().size());
        for (var recipe : mix.recipes()) {
            RecipeBytes.write(out, recipe);
        }
        out.writeUTF(mix.settings());
        out.writeDouble(mix.sharpness());
        out.writeDouble(mix.quality());
        out.writeDouble(mix.baseline());
        out.writeInt(mix.trials());
    }

    private static Mix mix(ModelInput in) throws IOException {
        var blend = PartBytes.read(in);
        int size = in.readInt();
        List<io.kuajie.recommend.domain.learning.Recipe> recipes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            recipes.add(RecipeBytes.read(in));
        }
        return new Mix(blend, recipes, in.readUTF(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt());
    }

    private static long checkSum(MemorySegment bytes) {
        CRC32C sum = new CRC32C();
        for (long from = 0; from < bytes.byteSize(); from += READ_AT_ONCE) {
            sum.update(bytes.asSlice(from, Math.min(READ_AT_ONCE, bytes.byteSize() - from))
                    .asByteBuffer());
        }
        return sum.getValue();
    }
}
