package io.kuajie.local.sample;

import io.kuajie.embedded.Progress;
import io.kuajie.kernel.Purpose;
import io.kuajie.local.Partner;
import io.kuajie.local.client.Clients;
import io.kuajie.local.client.Door;
import io.kuajie.local.client.Positions;
import io.kuajie.local.client.Recommender;
import io.kuajie.local.terminal.Bar;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.StatusLine;
import io.kuajie.testkit.generate.Catalogue;
import io.kuajie.testkit.generate.GeneratedEvent;
import io.kuajie.testkit.generate.GeneratedItem;
import io.kuajie.testkit.generate.GeneratedPerson;
import io.kuajie.testkit.generate.GeneratedWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Fills a new stack through its edges, as partners would. All of it is generated. What was sent is noted in the data folder: an
 * interrupted filling goes on with the same world, and the door knows the events it has seen.
 */
public final class Sample {
    private static final long SEED = 20_260_301;
    private static final long PEOPLE = 1_200;
    private static final long SESSIONS = 5_000;
    private static final Duration SPAN = Duration.ofDays(30);
    private static final int REQUESTS_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Partner> PARTNERS = List.of(Partner.ACADEMY, Partner.BLOSSOM);

    private final Clients clients;
    private final Screen screen;
    private final Instant until;
    private final GeneratedWorld world;

    private Sample(Clients clients, Screen screen, Instant until) {
        this.clients = clients;
        this.screen = screen;
        this.until = until;
        this.world = new GeneratedWorld(GeneratedWorld.Settings.of(SEED, PEOPLE, SESSIONS, until.minus(SPAN), until));
    }

    /** Fills the stack unless it has been filled; the partners agree in any case. */
    public static void fill(Clients clients, Screen screen, Path dataFolder) {
        clients.operator().agreeToAll(Partner.ACADEMY.id(), Partner.BLOSSOM.id());
        clients.operator().agreeToAll(Partner.BLOSSOM.id(), Partner.ACADEMY.id());
        Path note = dataFolder.resolve("sample");
        String known = read(note);
        if (known.endsWith(" complete")) {
            screen.line("Sample: kept from an earlier start");
            return;
        }
        Instant until = known.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.MINUTES) : Instant.parse(known.strip());
        write(note, until.toString());
        new Sample(clients, screen, until).fill();
        write(note, until + " complete");
    }

    private void fill() {
        try (StatusLine status = new StatusLine(screen)) {
            catalogues(status);
            status.report("creating, approving and starting the coupon campaigns");
            SampleCampaigns.start(clients, until);
            links(status);
        }
        consents();
        Map<Partner, Map<String, Positions>> last = events();
        try (StatusLine status = new StatusLine(screen)) {
            status.report("waiting until recommendations reflect the last events");
            last.forEach(this::awaitReflected);
        }
    }

    private void catalogues(Progress progress) {
        for (Partner partner : PARTNERS) {
            Catalogue catalogue = world.catalogue(partner.id());
            progress.report("uploading the catalogue of " + partner.name());
            clients.door(partner)
                    .upload(catalogue.items().map(GeneratedItem::toJson).toList());
        }
    }

    private void links(Progress progress) {
        progress.report("linking the people who are known at both partners");
        List<Door.SameUser> same = world.links()
                .map(link -> new Door.SameUser(link.userId(), link.otherPartner(), link.otherUserId()))
                .toList();
        for (int from = 0; from < same.size(); from += Door.LINKS_AT_ONCE) {
            clients.door(Partner.ACADEMY).link(same.subList(from, Math.min(same.size(), from + Door.LINKS_AT_ONCE)));
        }
    }

    /** Nine of ten agree to everything; the others to analytics alone. */
    private void consents() {
        long accounts = PEOPLE + world.population().shared();
        try (Bar bar = new Bar(screen, "Consents", "accounts", accounts);
                Crew crew = new Crew()) {
            world.population().people().forEach(person -> consent(person, crew, bar));
        }
    }

    private void consent(GeneratedPerson person, Crew crew, Bar bar) {
        Set<Purpose> purposes =
                person.number() % 10 == 9 ? EnumSet.of(Purpose.ANALYTICS) : EnumSet.allOf(Purpose.class);
        for (Partner partner : PARTNERS) {
            String user = person.userByPartner().get(partner.id());
            if (user != null) {
                crew.work(() -> {
                    clients.door(partner).consent(user, purposes);
                    bar.add(1);
                });
            }
        }
    }

    private Map<Partner, Map<String, Positions>> events() {
        // Generating twice is cheaper than keeping it.
        long expected = world.events().count();
        try (Bar bar = new Bar(screen, "Behaviour (generated)", "events", expected)) {
            Map<String, Lane> laneByPartner = new LinkedHashMap<>();
            PARTNERS.forEach(partner -> laneByPartner.put(partner.id(), new Lane(clients.door(partner), bar)));
            world.events().forEach(event -> lane(laneByPartner, event).add(event));
            Map<Partner, Map<String, Positions>> last = new LinkedHashMap<>();
            for (Partner partner : PARTNERS) {
                Lane lane = laneByPartner.get(partner.id());
                if (lane != null) {
                    last.put(partner, lane.finish());
                }
            }
            return last;
        }
    }

    private static Lane lane(Map<String, Lane> laneByPartner, GeneratedEvent event) {
        return java.util.Objects.requireNonNull(laneByPartner.get(event.partner()));
    }

    private void awaitReflected(Partner partner, Map<String, Positions> lastByUser) {
        Recommender recommender = clients.recommender(partner, Recommender.CHINESE);
        lastByUser.forEach(
                (user, positions) -> recommender.awaitAsOf(user, partner.domain(), 1, "sample", positions, PATIENCE));
    }

    private static String read(Path note) {
        try {
            return Files.exists(note) ? Files.readString(note) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The note %s can't be read.".formatted(note), e);
        }
    }

    private static void write(Path note, String text) {
        try {
            Files.writeString(note, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The note %s can't be written.".formatted(note), e);
        }
    }

    /** Some requests at a time; the first failure is thrown at the end. */
    private static final class Crew implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Semaphore free = new Semaphore(REQUESTS_AT_ONCE);
        private final List<RuntimeException> failures = new ArrayList<>();

        void work(Runnable task) {
            free.acquireUninterruptibly();
            threads.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                } finally {
                    free.release();
                }
            });
        }

        @Override
        public void close() {
            threads.close();
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }
}
