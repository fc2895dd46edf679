package io.kuajie.profile.app;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * How local stores are kept. Files are read where the operating system has them in memory, through a mapping: a block is neither
 * copied nor checked nor looked up in a cache again for each of the million keys that may come next. Their indexes and filters stay in
 * memory, some four bytes a key. One budget serves the write buffers of all stores of the process; by Kafka Streams' defaults every
 * store and partition would have its own 48 MB, and 50 MB of cache. Files are rewritten from time to time, so that what was deleted
 * does not stay in them. Kafka Streams makes the instances, one a store, so what they share is static.
 */
public final class RocksConfiguration implements RocksDBConfigSetter {
    /** Key in the streams' configuration: bytes in all, as a number. */
    static final String MEMORY_BYTES = "kuajie.rocksdb.memory.bytes";

    /** Key in the streams' configuration: age at which a file is rewritten, in seconds, as a number. */
    static final String REWRITE_SECONDS = "kuajie.rocksdb.rewrite.seconds";

    /** A store's buffer is this part of all memory. */
    private static final int SHARE_OF_BUFFER = 8;

    private static final int WRITE_BUFFERS = 2;
    /** Files of a store before some are merged. */
    private static final int MOST_FILES = 3;

    /** What files may hold of former states before all are merged, of the oldest file's size in percent. */
    private static final CompactionOptionsUniversal COMPACTION =
            new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(50);

    private static final int BLOOM_BITS = 10;
    /** Part of a write buffer that is its filter. */
    private static final double MEMTABLE_FILTER = 0.02;

    private record Shared(Cache cache, WriteBufferManager writeBuffers, long bufferBytes) {
        static Shared of(long bytes) {
            Cache cache = new LRUCache(bytes);
            return new Shared(cache, new WriteBufferManager(bytes, cache), bytes / SHARE_OF_BUFFER);
        }
    }

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = shared((Number) Objects.requireNonNull(configs.get(MEMORY_BYTES)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(false);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS));
        options.setTableFormatConfig(table);
        options.setAllowMmapReads(true);
        // Most events are of people who are known, so the last file that may hold a key is asked without a filter.
        options.setOptimizeFiltersForHits(true);
        // A key is seldom among those that were written last: a filter says so sooner than a search.
        options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER);
        options.setMemtableWholeKeyFiltering(true);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(memory.bufferBytes());
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setLevel0FileNumCompactionTrigger(MOST_FILES);
        options.setCompactionOptionsUniversal(COMPACTION);
        Number rewriteSeconds = (Number) Objects.requireNonNull(configs.get(REWRITE_SECONDS));
        options.setPeriodicCompactionSeconds(rewriteSeconds.longValue());
    }

    @Override
    public void close(String store, Options options) {
        // What is shared lives as long as the process.
    }

    private static synchronized Shared shared(Number bytes) {
        Shared present = shared;
        if (present == null) {
            present = Shared.of(bytes.longValue());
            shared = present;
        }
        return present;
    }
}
