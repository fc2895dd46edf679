package io.kuajie.recommend.domain.items;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be recommended: items, their categories, their domains and the partners' shelves, each by a dense number.
 *
 * <p>Thread-safe. The catalogue has one writer.
 */
public final class Items {
    private final Registry<PartnerId, Shelf> shelves = new Registry<>(Shelf::new);
    private final Registry<Domain, Integer> domains = new Registry<>((number, domain) -> number);
    private final Registry<ItemKey, ItemNode> nodes =
            new Registry<>((number, key) -> new ItemNode(number, key, shelves.of(key.partner())));
    private final Registry<CategoryKey, CategoryNode> categories =
            new Registry<>((number, key) -> new CategoryNode(number, key, domains.of(key.domain())));

    /** The item of this key, made known now if it is new. */
    public ItemNode of(ItemKey key) {
        ItemNode known = nodes.find(key);
        // Keys share their partner's name with the shelf.
        return known != null
                ? known
                : nodes.of(new ItemKey(shelves.of(key.partner()).partner(), key.id()));
    }

    /** As {@link #of}, for an item that somebody dealt with. */
    public ItemNode seen(ItemKey key, Domain domain) {
        ItemNode node = of(key);
        node.see(domain);
        return node;
    }

    public @Nullable ItemNode find(ItemKey key) {
        return nodes.find(key);
    }

    public ItemNode at(int number) {
        return nodes.at(number);
    }

    public int size() {
        return nodes.size();
    }

    public CategoryNode category(Domain domain, String category) {
        return categories.of(new CategoryKey(domain, category));
    }

    public @Nullable CategoryNode findCategory(Domain domain, String category) {
        return categories.find(new CategoryKey(domain, category));
    }

    public CategoryNode categoryAt(int number) {
        return categories.at(number);
    }

    /** The number of this domain; null if nothing of it was ever seen. */
    public @Nullable Integer numberOf(Domain domain) {
        return domains.find(domain);
    }

    public int shelfCount() {
        return shelves.size();
    }

    /** The shelves with items of this domain. @param partner only that partner's; null for all */
    public List<Shelf> shelves(Domain domain, @Nullable PartnerId partner) {
        List<Shelf> carrying = new ArrayList<>();
        for (int number = 0; number < shelves.size(); number++) {
            Shelf shelf = shelves.at(number);
            if (shelf.carries(domain) && (partner == null || shelf.partner().equals(partner))) {
                carrying.add(shelf);
            }
        }
        return carrying;
    }

    /** The domains of which an item is known. */
    public SortedSet<String> knownDomains() {
        SortedSet<String> names = new TreeSet<>();
        IntStream.range(0, shelves.size())
                .mapToObj(shelves::at)
                .flatMap(shelf -> shelf.domains().stream())
                .forEach(domain -> names.add(domain.value()));
        return names;
    }

    /** Takes a catalogue entry, new or changed. */
    public void list(Item item) {
        ItemNode node = of(item.key());
        replace(
                node,
                item.named(node.key(), category(item.domain(), item.category()).key()));
    }

    /** Forgets a catalogue entry. */
    public void unlist(ItemKey key) {
        ItemNode node = nodes.find(key);
        if (node != null) {
            replace(node, null);
        }
    }

    private void replace(ItemNode node, @Nullable Item item) {
        Item old = node.item();
        node.list(item);
        if (old != null) {
            node.shelf().remove(old, node.number());
            category(old.domain(), old.category()).remove(old, node);
        }
        if (item != null && !item.withdrawn()) {
            node.shelf().add(item, node.number());
            category(item.domain(), item.category()).add(item, node);
        }
    }
}
