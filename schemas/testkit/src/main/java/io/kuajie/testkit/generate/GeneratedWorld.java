package io.kuajie.testkit.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A generated world: storefronts with catalogues, people with tastes, and what they do in a span of time. Everything is made as it
 * is asked for; memory doesn't grow with people or sessions, only with the sessions that are open at one time.
 */
public final class GeneratedWorld {
    /**
     * What is generated.
     *
     * @param itemsEach items of each catalogue
     * @param sharedShare share of people who are known at every partner
     * @param sessions visits by all people in [from, to)
     */
    public record Settings(
            long seed,
            List<Storefront> storefronts,
            int itemsEach,
            long people,
            double sharedShare,
            long sessions,
            Instant from,
            Instant to) {
        public Settings {
            storefronts = List.copyOf(storefronts);
            if (storefronts.isEmpty() || people < 1 || sessions < 0) {
                throw new IllegalArgumentException(
                        "A world needs storefronts (%d), people (%d) and a number of sessions (%d)."
                                .formatted(storefronts.size(), people, sessions));
            }
            if (!(sharedShare >= 0 && sharedShare <= 1)) {
                throw new IllegalArgumentException("The shared part (%s) must be from 0 to 1.".formatted(sharedShare));
            }
        }

        /** Courses and cosmetics, a quarter of the people at both. */
        public static Settings of(long seed, long people, long sessions, Instant from, Instant to) {
            return new Settings(
                    seed, List.of(Storefront.ACADEMY, Storefront.BLOSSOM), 120, people, 0.25, sessions, from, to);
        }
    }

    /** Two accounts of one person. */
    public record SharedPerson(String partner, String userId, String otherPartner, String otherUserId) {}

    private final Settings settings;
    private final Population population;
    private final List<Catalogue> catalogues;

    public GeneratedWorld(Settings settings) {
        this.settings = settings;
        this.population =
                new Population(settings.seed(), settings.storefronts(), settings.people(), settings.sharedShare());
        this.catalogues = settings.storefronts().stream()
                .map(storefront -> new Catalogue(settings.seed(), storefront, settings.itemsEach()))
                .toList();
    }

    public Population population() {
        return population;
    }

    public List<Catalogue> catalogues() {
        return catalogues;
    }

    public Catalogue catalogue(String partner) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.storefront().partner().equals(partner))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no partner '%s'.".formatted(partner)));
    }

    /** The links of the people who are known at every partner, each partner's account to the first partner's. */
    public Stream<SharedPerson> links() {
        return population.people().limit(population.shared()).flatMap(this::links);
    }

    /** Everything that happens in [from, to), in the order of time. */
    public Stream<GeneratedEvent> events() {
        var events = Spliterators.spliteratorUnknownSize(
                new Timeline(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(events, false);
    }

    private Stream<SharedPerson> links(GeneratedPerson person) {
        String first = settings.storefronts().getFirst().partner();
        List<SharedPerson> links = new ArrayList<>();
        person.userByPartner().forEach((partner, user) -> {
            if (!partner.equals(first)) {
                String firstUser = person.userByPartner().getOrDefault(first, "");
                links.add(new SharedPerson(first, firstUser, partner, user));
            }
        });
        return links.stream();
    }

    /** Draws the sessions' beginnings in order of time, and merges what happens in open sessions. */
    private final class Timeline implements Iterator<GeneratedEvent> {
        private final PriorityQueue<GeneratedEvent> pending = new PriorityQueue<>(
                Comparator.comparing(GeneratedEvent::timestamp).thenComparing(GeneratedEvent::messageId));
        private final SplittableRandom random = Seeds.random(settings.seed(), "timeline", 0);
        private final Rhythm rhythm = new Rhythm(settings.from(), settings.to());
        private long begun;
        private double even;
        private @Nullable Instant nextBegin;

        private Timeline() {
            nextBegin = drawBegin();
        }

        @Override
        public boolean hasNext() {
            while (nextBegin != null
                    && (pending.isEmpty() || !pending.element().timestamp().isBefore(nextBegin))) {
                begin(nextBegin);
                nextBegin = drawBegin();
            }
            return !pending.isEmpty();
        }

        @Override
        public GeneratedEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return pending.remove();
        }

        /** The next of the sorted even draws, without holding the others: the least of n is 1 - u^(1/n). */
        private @Nullable Instant drawBegin() {
            long left = settings.sessions() - begun;
            if (left == 0) {
                return null;
            }
            begun++;
            even = 1 - (1 - even) * StrictMath.pow(1 - random.nextDouble(), 1.0 / left);
            return rhythm.at(Math.min(even, Math.nextDown(1.0)));
        }

        private void begin(Instant at) {
            SplittableRandom own = Seeds.random(settings.seed(), "session", begun);
            GeneratedPerson person = population.draw(own);
            List<Catalogue> visited = catalogues.stream()
                    .filter(catalogue -> person.userByPartner()
                            .containsKey(catalogue.storefront().partner()))
                    .toList();
            Catalogue catalogue = visited.get(own.nextInt(visited.size()));
            for (GeneratedEvent event : Visit.events(begun, person, catalogue, at, own)) {
                if (event.timestamp().isBefore(settings.to())) {
                    pending.add(event);
                }
            }
        }
    }
}
