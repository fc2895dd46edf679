package io.kuajie.recommend.domain.serving;

import io.kuajie.kernel.DataUse;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.recommend.domain.consent.ConsentPolicy;
import io.kuajie.recommend.domain.consent.Permission;
import io.kuajie.recommend.domain.crowd.Transitions;
import io.kuajie.recommend.domain.crowd.Weights;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.CategoryNode;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.people.Leaf;
import io.kuajie.recommend.domain.people.People;
import io.kuajie.recommend.domain.people.Person;
import io.kuajie.recommend.domain.serving.Anchor.Naming;
import io.kuajie.recommend.domain.serving.Subject.WeightedCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whom a request is for, and what of that person may be used. */
final class Subjects {
    private static final double PAGE_WEIGHT = 1;

    private final Items items;
    private final People people;
    private final ConsentPolicy consent;
    private final Exposures exposures;

    Subjects(Items items, People people, ConsentPolicy consent, Exposures exposures) {
        this.items = items;
        this.people = people;
        this.consent = consent;
        this.exposures = exposures;
    }

    Subject of(Ask ask) {
        LeafKey leaf = ask.leaf();
        Person person = leaf == null ? null : people.of(leaf);
        List<LeafKey> leaves = person == null ? List.of() : keys(person.leaves());
        Permission permission = leaf == null ? Permission.GENERAL : consent.of(leaf, ask.crosses(), leaves, ask.now());
        return switch (permission) {
            case Permission.General() -> nobody(null, ask);
            case Permission.Personal personal -> person == null ? nobody(leaf, ask) : somebody(person, personal, ask);
        };
    }

    private Subject nobody(@Nullable LeafKey leaf, Ask ask) {
        return new Subject(
                leaf,
                null,
                pageAnchors(ask),
                List.of(),
                new int[0],
                "",
                false,
                () -> PersonFacts.NOBODY,
                exposures.of(leaf),
                List.of());
    }

    private Subject somebody(Person person, Permission.Personal permission, Ask ask) {
        List<Anchor> anchors = new ArrayList<>(pageAnchors(ask));
        int[] latest = latestByShelf(person, permission);
        for (int i = 0; i < person.items().length; i++) {
            if (isUsable(person, i, permission)) {
                anchors.add(anchor(person, i, permission, latest, ask));
            }
        }
        List<WeightedCategory> tastes = tastes(person, permission);
        List<Leaf> leaves = usable(person.leaves(), permission);
        String cluster = permission.isWhole() ? person.cluster() : "";
        return new Subject(
                ask.leaf(),
                person,
                anchors,
                tastes,
                owned(person, permission),
                cluster,
                permission.mayWithAll(DataUse.CATEGORY),
                () -> facts(person, permission, leaves, tastes, cluster),
                exposures.of(ask.leaf()),
                positions(leaves));
    }

    private static List<LeafKey> keys(List<Leaf> leaves) {
        List<LeafKey> keys = new ArrayList<>(leaves.size());
        for (Leaf leaf : leaves) {
            keys.add(leaf.key());
        }
        return keys;
    }

    private static List<Leaf> usable(List<Leaf> leaves, Permission.Personal permission) {
        List<Leaf> usable = new ArrayList<>(leaves.size());
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            if (permission.mayUse(leaf)) {
                usable.add(leaves.get(leaf));
            }
        }
        return usable;
    }

    private static int[] owned(Person person, Permission.Personal permission) {
        int[] owned = new int[person.items().length];
        int size = 0;
        for (int i = 0; i < owned.length; i++) {
            if (person.owned()[i] && permission.mayUse(person.leafIndexes()[i])) {
                owned[size++] = person.items()[i];
            }
        }
        return Arrays.copyOf(owned, size);
    }

    private static List<SourcePosition> positions(List<Leaf> leaves) {
        List<SourcePosition> positions = new ArrayList<>(leaves.size());
        for (Leaf leaf : leaves) {
            if (leaf.position() != null) {
                positions.add(leaf.position());
            }
        }
        Collections.sort(positions);
        return positions;
    }

    private static boolean isUsable(Person person, int i, Permission.Personal permission) {
        return permission.mayUse(person.leafIndexes()[i]) && person.weights()[i] > 0;
    }

    /** When something of each shelf was last dealt with, in seconds, as far as that may be used; 0 where unknown. */
    private int[] latestByShelf(Person person, Permission.Personal permission) {
        int[] latest = new int[items.shelfCount()];
        for (int i = 0; i < person.items().length; i++) {
            if (isUsable(person, i, permission)) {
                int shelf = shelf(person, i);
                latest[shelf] = Math.max(latest[shelf], person.lastSeconds()[i]);
            }
        }
        return latest;
    }

    /** What counts for the crowd tells its shelf, so that the item need not be looked up. */
    private int shelf(Person person, int i) {
        Weights counted = person.share().likes().items();
        return i < counted.size()
                ? counted.shelves()[i]
                : items.at(person.items()[i]).shelf().number();
    }

    private Anchor anchor(Person person, int i, Permission.Personal permission, int[] latest, Ask ask) {
        int[] categories = person.share().likes().categories();
        int category = i < categories.length ? categories[i] : Anchor.NO_CATEGORY;
        int shelf = shelf(person, i);
        int last = person.lastSeconds()[i];
        return new Anchor(
                person.items()[i],
                shelf,
                person.weights()[i] / (double) Weights.PURCHASE,
                person.strongest()[i],
                last > 0 && last == latest[shelf]
                        ? Transitions.nearness(ask.now().getEpochSecond() - last)
                        : 0,
                category,
                naming(person.leafIndexes()[i], category, permission));
    }

    private Naming naming(int leaf, int category, Permission.Personal permission) {
        if (permission.may(leaf, DataUse.ITEM)) {
            return Naming.ITEM;
        }
        boolean hasName = category != Anchor.NO_CATEGORY
                && !items.categoryAt(category).key().category().isEmpty();
        return hasName && permission.may(leaf, DataUse.CATEGORY) ? Naming.CATEGORY : Naming.NOTHING;
    }

    private List<Anchor> pageAnchors(Ask ask) {
        List<Anchor> anchors = new ArrayList<>();
        for (ItemKey key : ask.page()) {
            ItemNode node = items.find(key);
            if (node != null) {
                var domain = node.domain();
                CategoryNode category = domain == null ? null : items.findCategory(domain, node.category());
                anchors.add(new Anchor(
                        node.number(),
                        node.shelf().number(),
                        PAGE_WEIGHT,
                        null,
                        1,
                        category == null ? Anchor.NO_CATEGORY : category.number(),
                        Naming.ITEM));
            }
        }
        return anchors;
    }

    private List<WeightedCategory> tastes(Person person, Permission.Personal permission) {
        Weights tastes = person.share().tastes();
        List<WeightedCategory> usable = new ArrayList<>();
        for (int i = 0; i < tastes.size(); i++) {
            CategoryNode category = items.categoryAt(tastes.numbers()[i]);
            if (may(DataUse.BEHAVIOR, category, person, permission)) {
                usable.add(new WeightedCategory(
                        category.number(),
                        tastes.weights()[i] / (double) Weights.PURCHASE,
                        may(DataUse.CATEGORY, category, person, permission)));
            }
        }
        return usable;
    }

    /**
     * Categories are known by domain, not by leaf: this may be done with one only if it may be done with all of the person's leaves
     * in its domain, and with all that dealt with an item of it.
     */
    private static boolean may(DataUse use, CategoryNode category, Person person, Permission.Personal permission) {
        if (permission.mayWithAll(use)) {
            return true;
        }
        boolean isOfALeaf = false;
        for (int leaf = 0; leaf < person.leaves().size(); leaf++) {
            if (person.leaves().get(leaf).domain().equals(category.key().domain())) {
                if (!permission.may(leaf, use)) {
                    return false;
                }
                isOfALeaf = true;
            }
        }
        int[] categories = person.share().likes().categories();
        for (int i = 0; i < categories.length; i++) {
            if (categories[i] == category.number() && !permission.may(person.leafIndexes()[i], use)) {
                return false;
            }
        }
        return isOfALeaf;
    }

    private PersonFacts facts(
            Person person,
            Permission.Personal permission,
            List<Leaf> leaves,
            List<WeightedCategory> tastes,
            String cluster) {
        Set<String> domains = new LinkedHashSet<>();
        leaves.forEach(leaf -> domains.add(leaf.domain().value()));
        Set<String> categories = new LinkedHashSet<>();
        tastes.forEach(
                taste -> categories.add(items.categoryAt(taste.category()).key().category()));
        return new PersonFacts(
                true,
                cluster,
                List.copyOf(domains),
                List.copyOf(categories),
                permission.isWhole() ? person.countByAction() : Map.of());
    }
}
