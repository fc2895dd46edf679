package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.live.DomainModel.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A learnt model as bytes: a mark with the version of the layout, what it was learnt from, and for each domain its items by their
 * keys and its blends; a check sum of all that at the end. Items get their numbers anew when a model is read, as numbers don't
 * outlive a process; one that is not known any more is never recommended, but goes on telling about people.
 */
public final class ModelFile {
    private static final int MARK = 0x4b4a4d03;
    private static final int MOST_DOMAINS = 10_000;

    private ModelFile() {}

    /** @param keyOf the key of an item by its number; null for one that is gone */
    public static byte[] bytes(LiveModel model, IntFunction<String> keyOf) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealed(bytes.toByteArray());
    }

    /**
     * @param numberOf the number of an item by its key; below 0 for one that is not known
     * @throws IOException saying what is wrong with these bytes
     */
    public static LiveModel read(byte[] bytes, ToIntFunction<String> numberOf) throws IOException {
        int end = bytes.length - Long.BYTES;
        if (end < Integer.BYTES || ByteBuffer.wrap(bytes).getInt() != MARK) {
            throw new IOException("these are no bytes of a model, or of a layout that this version does not know");
        }
        if (ByteBuffer.wrap(bytes).getLong(end) != checkSum(bytes, end)) {
            throw new IOException("the bytes are damaged or cut off: the check sum does not fit");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, Integer.BYTES, end - Integer.BYTES))) {
            return model(in, numberOf);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("the bytes make no model: %s".formatted(e.getMessage()), e);
        }
    }

    private static LiveModel model(DataInputStream in, ToIntFunction<String> numberOf) throws IOException {
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
        return new LiveModel(origin, domains);
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

    private static Mix mix(DataInputStream in) throws IOException {
        var blend = PartBytes.read(in);
        int size = in.readInt();
        List<io.kuajie.recommend.domain.learning.Recipe> recipes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            recipes.add(RecipeBytes.read(in));
        }
        return new Mix(blend, recipes, in.readUTF(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt());
    }

    private static byte[] sealed(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + Long.BYTES)
                .put(bytes)
                .putLong(checkSum(bytes, bytes.length))
                .array();
    }

    private static long checkSum(byte[] bytes, int end) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        return sum.getValue();
    }
}
