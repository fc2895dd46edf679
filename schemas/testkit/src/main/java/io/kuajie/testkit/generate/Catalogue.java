package io.kuajie.testkit.generate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The items of one storefront, any number of them, each made of its number alone, so that nothing is kept. Shelves take turns;
 * within a shelf the first items are the most popular.
 */
public final class Catalogue {
    /** Popularity falls with the rank as the density of u^SKEW. */
    private static final double SKEW = 2.5;

    private final long seed;
    private final Storefront storefront;
    private final int size;
    private final Map<Interest, Integer> shelfByInterest = new EnumMap<>(Interest.class);

    Catalogue(long seed, Storefront storefront, int size) {
        if (size < storefront.shelves().size()) {
            throw new IllegalArgumentException(
                    "The catalogue of %s needs at least %d items, one a shelf; %d were asked for."
                            .formatted(
                                    storefront.partner(), storefront.shelves().size(), size));
        }
        this.seed = seed;
        this.storefront = storefront;
        this.size = size;
        for (int shelf = 0; shelf < storefront.shelves().size(); shelf++) {
            shelfByInterest.put(storefront.shelves().get(shelf).interest(), shelf);
        }
    }

    public Storefront storefront() {
        return storefront;
    }

    public int size() {
        return size;
    }

    /** All items, in the order of their numbers. */
    public Stream<GeneratedItem> items() {
        return IntStream.range(0, size).mapToObj(this::item);
    }

    public boolean has(Interest interest) {
        return shelfByInterest.containsKey(interest);
    }

    /** The item of this number. @param number from 0 */
    public GeneratedItem item(int number) {
        Objects.checkIndex(number, size);
        List<Shelf> shelves = storefront.shelves();
        Shelf shelf = shelves.get(number % shelves.size());
        int rank = number / shelves.size();
        SplittableRandom random = Seeds.random(seed, storefront.partner(), number);
        Bilingual subject = shelf.subjects().get(rank % shelf.subjects().size());
        Bilingual variant = storefront
                .variants()
                .get(rank / shelf.subjects().size() % storefront.variants().size());
        Bilingual brand =
                storefront.brands().get(random.nextInt(storefront.brands().size()));
        int series = rank / (shelf.subjects().size() * storefront.variants().size());
        long price = shelf.cheapestFen() + random.nextLong(shelf.dearestFen() - shelf.cheapestFen() + 1);
        return new GeneratedItem(
                storefront.partner(),
                "%s-%04d".formatted(shelf.category(), rank + 1),
                storefront.domain(),
                storefront.kind(),
                shelf.interest(),
                shelf.category(),
                title(subject, variant, brand, series),
                text(shelf, subject, brand),
                brand.chinese(),
                // Prices end in 9 yuan, as they do in shops.
                Math.max(900, price / 1000 * 1000 + 900));
    }

    /** An item for this interest, popular ones more often; the storefront must have the interest. */
    GeneratedItem pick(Interest interest, SplittableRandom random) {
        int shelf = Objects.requireNonNull(shelfByInterest.get(interest));
        int shelves = storefront.shelves().size();
        int onShelf = (size - shelf + shelves - 1) / shelves;
        int rank = (int) (onShelf * StrictMath.pow(random.nextDouble(), SKEW));
        return item(shelf + rank * shelves);
    }

    /** The interests this storefront serves. */
    List<Interest> interests() {
        return new ArrayList<>(shelfByInterest.keySet());
    }

    private static Bilingual title(Bilingual subject, Bilingual variant, Bilingual brand, int series) {
        String number = series == 0 ? "" : " %d".formatted(series + 1);
        return new Bilingual(
                "%s%s·%s%s".formatted(brand.chinese(), subject.chinese(), variant.chinese(), number),
                "%s, %s, by %s%s".formatted(subject.english(), variant.english(), brand.english(), number));
    }

    private static Bilingual text(Shelf shelf, Bilingual subject, Bilingual brand) {
        return new Bilingual(
                "%s出品，为喜欢%s的你准备的%s。".formatted(brand.chinese(), shelf.interest().chinese(), subject.chinese()),
                "%s by %s, for everybody who likes %s."
                        .formatted(
                                subject.english(),
                                brand.english(),
                                shelf.interest().english()));
    }
}
