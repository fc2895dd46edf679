package io.kuajie.testkit.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One session of one person at one storefront: perhaps a search, some items looked at, a few kept or put into the cart, now and
 * then an order, and days later a review, or lessons taken.
 */
final class Visit {
    private static final double SEARCHES = 0.35;
    private static final double LOOKS_ON = 0.72;
    private static final int MOST_LOOKS = 15;
    private static final double STRAYS = 0.15;
    private static final double FAVOURITES = 0.10;
    private static final double CARTS = 0.16;
    private static final double THINKS_BETTER = 0.12;
    private static final double ORDERS = 0.40;
    private static final double REVIEWS = 0.45;
    private static final double LEARNS = 0.80;
    private static final double SHARES = 0.03;

    private final long number;
    private final GeneratedPerson person;
    private final Catalogue catalogue;
    private final SplittableRandom random;
    private final List<GeneratedEvent> events = new ArrayList<>();
    private Instant clock;

    private Visit(long number, GeneratedPerson person, Catalogue catalogue, Instant begin, SplittableRandom random) {
        this.number = number;
        this.person = person;
        this.catalogue = catalogue;
        this.clock = begin;
        this.random = random;
    }

    /** The session's events, not all in the order of time: what follows days later comes with what it follows from. */
    static List<GeneratedEvent> events(
            long number, GeneratedPerson person, Catalogue catalogue, Instant begin, SplittableRandom random) {
        Visit visit = new Visit(number, person, catalogue, begin, random);
        visit.run();
        return visit.events;
    }

    private void run() {
        List<Interest> served = catalogue.interests();
        Interest topic = person.draw(served, random);
        if (random.nextDouble() < SEARCHES) {
            add("Products Searched", topic, Map.of("query", topic.chinese()));
        }
        List<GeneratedItem> cart = new ArrayList<>();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            boolean strays = random.nextDouble() < STRAYS;
            look(catalogue.pick(strays ? served.get(random.nextInt(served.size())) : topic, random), cart);
            if (random.nextDouble() > LOOKS_ON) {
                break;
            }
        }
        if (!cart.isEmpty() && random.nextDouble() < ORDERS) {
            order(cart);
        }
    }

    private void look(GeneratedItem item, List<GeneratedItem> cart) {
        add("Product Viewed", item.interest(), about(item));
        // Somebody who likes the topic goes further with it.
        double eager = 0.6 + 1.6 * person.taste(item.interest());
        if (random.nextDouble() < FAVOURITES * eager) {
            add("Product Added to Wishlist", item.interest(), about(item));
        }
        if (random.nextDouble() < SHARES * eager) {
            add("Product Shared", item.interest(), about(item));
        }
        if (random.nextDouble() < CARTS * eager) {
            add("Product Added", item.interest(), about(item));
            if (random.nextDouble() < THINKS_BETTER) {
                add("Product Removed", item.interest(), about(item));
            } else {
                cart.add(item);
            }
        }
    }

    private void order(List<GeneratedItem> cart) {
        long total = cart.stream().mapToLong(GeneratedItem::priceFen).sum();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", "o-%d".formatted(number));
        properties.put("affiliation", catalogue.storefront().name());
        properties.put("total", yuan(total));
        properties.put("currency", GeneratedItem.CURRENCY);
        properties.put("products", cart.stream().map(Visit::about).toList());
        add("Order Completed", cart.getFirst().interest(), properties);
        cart.forEach(this::afterwards);
    }

    private void afterwards(GeneratedItem item) {
        Instant now = clock;
        if (item.kind().equals("course") && random.nextDouble() < LEARNS) {
            learn(item);
        }
        if (random.nextDouble() < REVIEWS) {
            clock = now.plus(Duration.ofMinutes(random.nextLong(12 * 60, 72 * 60)));
            Map<String, Object> properties = about(item);
            properties.put("rating", 3 + random.nextInt(3));
            add("Product Reviewed", item.interest(), properties);
        }
        clock = now;
    }

    private void learn(GeneratedItem course) {
        int lessons = 1 + random.nextInt(4);
        for (int lesson = 1; lesson <= lessons; lesson++) {
            clock = clock.plus(Duration.ofMinutes(random.nextLong(5, 14 * 60)));
            Map<String, Object> properties = about(course);
            properties.put("progress", lesson / 4.0);
            String name = lesson == 1 ? "Course Started" : lesson == 4 ? "Course Completed" : "Lesson Completed";
            add(name, course.interest(), properties);
        }
    }

    private void add(String name, Interest interest, Map<String, Object> properties) {
        String partner = catalogue.storefront().partner();
        String messageId = "generated-%s-%d-%d".formatted(partner, number, events.size());
        String user = person.userByPartner().getOrDefault(partner, "");
        events.add(new GeneratedEvent(partner, messageId, user, name, clock, properties, person.number(), interest));
        clock = clock.plusMillis(random.nextLong(4_000, 90_000));
    }

    private static Map<String, Object> about(GeneratedItem item) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("product_id", item.id());
        properties.put("name", item.title().chinese());
        properties.put("category", item.category());
        properties.put("brand", item.brand());
        properties.put("price", yuan(item.priceFen()));
        properties.put("currency", GeneratedItem.CURRENCY);
        properties.put("quantity", 1);
        return properties;
    }

    private static double yuan(long fen) {
        return fen / 100.0;
    }
}
