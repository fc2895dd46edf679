package io.kuajie.recommend.app;

import io.kuajie.edge.FollowerHealth;
import io.kuajie.edge.Platform;
import io.kuajie.events.CatalogItem;
import io.kuajie.events.ClusterModel;
import io.kuajie.events.Consent;
import io.kuajie.events.Offer;
import io.kuajie.events.PartnerAgreement;
import io.kuajie.events.Profile;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.Purpose;
import io.kuajie.recommend.domain.consent.Agreements;
import io.kuajie.recommend.domain.consent.Consents;
import io.kuajie.recommend.domain.exposure.Exposures;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.feedback.Feedback;
import io.kuajie.recommend.domain.items.Item;
import io.kuajie.recommend.domain.items.ItemNode;
import io.kuajie.recommend.domain.items.Items;
import io.kuajie.recommend.domain.offers.Offers;
import io.kuajie.recommend.domain.people.ClusterTitles;
import io.kuajie.recommend.domain.people.Compactor;
import io.kuajie.recommend.domain.people.Departures;
import io.kuajie.recommend.domain.people.Leaf;
import io.kuajie.recommend.domain.people.Person;
import io.kuajie.recommend.domain.people.Population;
import io.kuajie.topics.TopicCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the views in memory as the topics say, each topic on a thread of its own. */
@ApplicationScoped
class Views {
    private static final Logger LOG = Logger.getLogger(Views.class);

    /** Ends the key of what was carried over from a former pseudonym. */
    private static final String CARRIED = "|carried";

    private final RecommendSettings settings;
    private final Items items;
    private final ItemWords words;
    private final Population population;
    private final Departures departures;
    private final Clock clock;
    private final Compactor compactor;
    private final Consents consents;
    private final Agreements agreements;
    private final ClusterTitles clusterTitles;
    private final Offers offers;
    private final Feedback feedback;
    private final Exposures exposures;
    private final OfferMapper offerMapper;
    private final Followers followers;
    private final Shards shards;
    private final TopicProgress catalog = new TopicProgress(TopicCatalog.CATALOG_ITEMS.name());
    private final TopicProgress profiles = new TopicProgress(TopicCatalog.PROFILE_STATE.name());
    private final AsOf asOf = new AsOf(List.of(catalog, profiles), System::nanoTime);

    Views(
            Platform platform,
            FollowerHealth health,
            Meters meters,
            RecommendSettings settings,
            Items items,
            ItemWords words,
            Population population,
            Departures departures,
            Clock clock,
            Compactor compactor,
            Consents consents,
            Agreements agreements,
            ClusterTitles clusterTitles,
            Offers offers,
            Feedback feedback,
            Exposures exposures,
            Expressions expressions,
            Shards shards) {
        this.settings = settings;
        this.items = items;
        this.words = words;
        this.population = population;
        this.departures = departures;
        this.clock = clock;
        this.compactor = compactor;
        this.consents = consents;
        this.agreements = agreements;
        this.clusterTitles = clusterTitles;
        this.offers = offers;
        this.feedback = feedback;
        this.exposures = exposures;
        this.shards = shards;
        this.followers = new Followers(platform, platform.kafka(), health, meters);
        this.offerMapper = new OfferMapper(expressions);
    }

    void start(@Observes StartupEvent event) {
        if (settings.assumeConsent()) {
            LOG.warn(
                    "kuajie.recommend.assume-consent is on: whoever has said nothing is taken to agree to personalised and"
                            + " cross-partner recommendations. Use it for replays of files only.");
        }
        if (settings.assumeAgreements()) {
            LOG.warn(
                    "kuajie.recommend.assume-agreements is on: partners between whom nothing was ever agreed are taken to agree that"
                            + " each uses, and names, what the other knows. Use it for replays of files only.");
        }
        followers.follow(TopicCatalog.PRIVACY_CONSENTS, null, this::consent);
        followers.follow(TopicCatalog.PARTNER_AGREEMENTS, null, this::agreement);
        followers.followAll(TopicCatalog.CATALOG_ITEMS, catalog, this::catalogItem);
        followers.follow(TopicCatalog.OFFERS_ACTIVE, null, this::offer);
        followers.follow(TopicCatalog.PROFILE_CLUSTERS, null, this::clusters);
        shards.follow(
                followers.followAll(TopicCatalog.PROFILE_STATE, shards.own()::holds, profiles, this::profile)
                        ::partitionCount);
        if (!shards.own().isWhole()) {
            followers.follow(TopicCatalog.IDENTITY_LINKS, null, shards::link);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        followers.close();
    }

    /** Whether everything that stood in the topics at the start is in memory; before that, a refusal may be missing. */
    boolean areComplete() {
        return followers.areCaughtUp();
    }

    /** Up to which items and profiles lists go that are for nobody in particular. */
    String asOf() {
        return asOf.text();
    }

    /** Since when something is not heard of that answers are made of; empty if all is. */
    Optional<Instant> silentSince() {
        return followers.silentSince();
    }

    private void profile(String key, @Nullable Profile profile) {
        if (profile == null) {
            forget(new PersonKey(key));
        } else {
            population.put(compactor.compact(ProfileMapper.portrait(profile)), profile.getEvaluatedAt());
        }
    }

    private void forget(PersonKey key) {
        Person gone = population.people().find(key);
        population.remove(key);
        // What is read again after a start may be older than a demand.
        if (areComplete()) {
            departures.note(key, clock.instant());
        }
        if (gone != null) {
            gone.leaves().stream()
                    .map(Leaf::key)
                    .filter(leaf -> population.people().of(leaf) == null)
                    .forEach(leaf -> {
                        feedback.forget(leaf);
                        exposures.forget(leaf);
                    });
        }
    }

    private void catalogItem(String key, @Nullable CatalogItem item) {
        if (item == null) {
            unlist(ItemKey.parse(key));
        } else {
            Item listed = CatalogMapper.item(item);
            items.list(listed);
            words.listed(listed, Objects.requireNonNullElse(item.getText(), ""));
        }
    }

    private void unlist(ItemKey key) {
        items.unlist(key);
        ItemNode node = items.find(key);
        if (node != null) {
            words.unlisted(node);
        }
    }

    private void offer(String campaign, @Nullable Offer offer) {
        // Removed first: if the new version can't be read, the old one no longer holds either.
        offers.remove(campaign);
        if (offer != null) {
            offers.put(offerMapper.offer(offer));
        }
    }

    private void consent(String record, @Nullable Consent consent) {
        String key = record.endsWith(CARRIED) ? record.substring(0, record.length() - CARRIED.length()) : record;
        int bar = key.lastIndexOf('|');
        if (consent == null && bar > 0) {
            Purpose.fromWireName(key.substring(bar + 1))
                    .ifPresent(purpose -> consents.remove(LeafKey.parse(key.substring(0, bar)), purpose));
        } else if (consent != null) {
            Purpose.fromWireName(consent.getPurpose())
                    .ifPresent(purpose -> consents.put(
                            LeafKey.parse(consent.getLeaf()),
                            purpose,
                            consent.getStatus().equals("GRANTED"),
                            consent.getGivenAt(),
                            consent.getExpiresAt()));
        }
    }

    /** Versions are never taken back, so a tombstone changes nothing. */
    private void agreement(String key, @Nullable PartnerAgreement agreement) {
        if (agreement != null) {
            AgreementMapper.put(agreement, agreements);
        }
    }

    private void clusters(String key, @Nullable ClusterModel model) {
        if (key.equals(TopicCatalog.ACTIVE) && model != null) {
            // What marks a few people tells what these do.
            clusterTitles.replace(model.getClusters().stream()
                    .filter(cluster -> cluster.getSize() >= settings.leastShown())
                    .collect(Collectors.toMap(cluster -> cluster.getCluster(), cluster -> cluster.getTitles())));
        }
    }
}
