package io.kuajie.ingest.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all RocksDB stores of the process together: one cache and one write-buffer manager. Left to itself, RocksDB
 * takes its memory for each store, partition and segment.
 */
public final class BoundedMemory implements RocksDBConfigSetter {
    /** Streams setting: bytes for all stores together; half of them at most are write buffers. */
    public static final String BYTES_CONFIG = "kuajie.rocksdb.bytes";

    /** Streams setting: age in seconds at which a file is rewritten, so that what was deleted does not stay in it. */
    public static final String REWRITE_SECONDS_CONFIG = "kuajie.rocksdb.rewrite.seconds";

    private static final long FEWEST_BYTES = 16L * 1024 * 1024;
    private static final int WRITE_BUFFER_BYTES = 8 * 1024 * 1024;

    private static @Nullable Shared shared;

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared memory = shared(configs);
        if (!(options.tableFormatConfig() instanceof BlockBasedTableConfig table)) {
            throw new IllegalStateException("Store %s has another table format.".formatted(storeName));
        }
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
        Object told = configs.get(REWRITE_SECONDS_CONFIG);
        if (told != null) {
            options.setPeriodicCompactionSeconds(Long.parseLong(told.toString()));
        }
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the manager belong to the process.
    }

    private static synchronized Shared shared(Map<String, Object> configs) {
        if (shared == null) {
            Object told = configs.get(BYTES_CONFIG);
            long bytes = told == null ? FEWEST_BYTES : Math.max(FEWEST_BYTES, Long.parseLong(told.toString()));
            Cache cache = new LRUCache(bytes);
            shared = new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
        return shared;
    }
}
