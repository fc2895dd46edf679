package io.kuajie.profile.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** Entries by kind and text on disk, in the order of their texts, for as long as it is open. Its memory doesn't grow with them. */
final class DiskTable implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 8L << 20;

    private final Path folder;
    private final Options options;
    private final WriteOptions fleeting;
    private final RocksDB entries;

    /** @param folder that is made, and deleted at the end */
    DiskTable(Path folder) {
        this.folder = folder;
        this.options = new Options().setCreateIfMissing(true).setWriteBufferSize(WRITE_BUFFER_BYTES);
        this.fleeting = new WriteOptions().setDisableWAL(true);
        try {
            Files.createDirectories(folder);
            entries = RocksDB.open(options, folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    byte @Nullable [] get(char kind, String text) {
        try {
            return entries.get(key(kind, text));
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    void put(char kind, String text, byte[] value) {
        try {
            entries.put(fleeting, key(kind, text), value);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    void remove(char kind, String text) {
        try {
            entries.delete(fleeting, key(kind, text));
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** All entries of a kind as they are now; what the visitor writes is not among them. */
    void visit(char kind, BiConsumer<String, byte[]> visitor) {
        try (RocksIterator all = entries.newIterator()) {
            for (all.seek(key(kind, "")); all.isValid() && all.key()[0] == (byte) kind; all.next()) {
                byte[] key = all.key();
                visitor.accept(new String(key, 1, key.length - 1, StandardCharsets.UTF_8), all.value());
            }
        }
    }

    @Override
    public void close() {
        entries.close();
        fleeting.close();
        options.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] key(char kind, String text) {
        return (kind + text).getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException failure(RocksDBException e) {
        return new IllegalStateException(
                "The table on disk failed; is there room in the folder of temporary files?", e);
    }
}
