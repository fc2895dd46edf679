package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An item by number: known from the catalogue, from behaviour, or from both. */
public final class ItemNode {
    private final int number;
    private final ItemKey key;
    private final byte[] name;
    private final Shelf shelf;
    private volatile @Nullable Item item;
    private volatile @Nullable Domain seenDomain;
    /** These two say of the entry what every list asks of it, so that the entry itself need not be fetched. */
    private volatile @Nullable Domain listedDomain;

    private volatile boolean available;
    private volatile int version;

    ItemNode(int number, ItemKey key, Shelf shelf) {
        this.number = number;
        this.key = key;
        this.name = key.toString().getBytes(StandardCharsets.UTF_8);
        this.shelf = shelf;
    }

    public int number() {
        return number;
    }

    public ItemKey key() {
        return key;
    }

    /** The key as text in UTF-8; kept, since the record of every list says it. Not to be written to. */
    public byte[] name() {
        return name;
    }

    public Shelf shelf() {
        return shelf;
    }

    /** The catalogue entry; null where there is none (yet). */
    public @Nullable Item item() {
        return item;
    }

    /** Grows after each change of the catalogue entry, and of the domain. */
    public int version() {
        return version;
    }

    /** The catalogue's domain, else that of the behaviour it was seen in; null while neither is known. */
    public @Nullable Domain domain() {
        Domain listed = listedDomain;
        return listed != null ? listed : seenDomain;
    }

    /** The catalogue's category; empty where unknown. */
    public String category() {
        Item known = item;
        return known != null ? known.category() : "";
    }

    /**
     * Whether it may be shown: its catalogue entry is available, or its partner sent no catalogue at all, as when behaviour
     * alone is replayed from files.
     */
    public boolean isShowable() {
        return item != null ? available : !shelf.hasCatalogue();
    }

    void list(@Nullable Item entry) {
        available = entry != null && entry.isAvailable();
        listedDomain = entry == null ? null : entry.domain();
        item = entry;
        grow();
    }

    void see(Domain domain) {
        if (seenDomain == null) {
            seenDomain = domain;
            shelf.carry(domain);
            grow();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this method writes, under the lock.
    private synchronized void grow() {
        version = version + 1;
    }
}
