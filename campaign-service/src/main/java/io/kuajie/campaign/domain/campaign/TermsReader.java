package io.kuajie.campaign.domain.campaign;

import io.kuajie.campaign.domain.campaign.Checked.Accepted;
import io.kuajie.campaign.domain.campaign.Checked.Rejected;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes terms of a proposal, or tells every fault of it. */
public final class TermsReader {
    private static final int LONGEST_TARGET = 2_000;
    private static final int MOST_ENTRIES = 1_000;
    private static final int GREATEST_PRIORITY = 1_000_000;
    private static final Duration FARTHEST = Duration.ofDays(3_660);
    private static final Sentence NAME = new Sentence(120);
    private static final Sentence TITLE = new Sentence(120);
    private static final Sentence CLUSTER = new Sentence(64);

    private final PartnerDirectory partners;

    public TermsReader(PartnerDirectory partners) {
        this.partners = partners;
    }

    /** @param now what a start that is left out means */
    public Checked read(Proposal sent, Instant now) {
        Faults faults = new Faults();
        String name = faults.read("name", () -> NAME.require(sent.name()));
        Kind kind = faults.read("kind", () -> Kind.parse(Objects.requireNonNullElse(sent.kind(), "")));
        PartnerId issuer = faults.read("issuer", () -> partner(sent.issuer()));
        PartnerId host = faults.read("host", () -> partner(sent.host()));
        Domain domain = faults.read("domain", () -> domain(sent.domain(), issuer));
        List<ItemKey> items = faults.read("items", () -> items(sent.items(), issuer));
        List<String> clusters = faults.read("clusters", () -> clusters(sent.clusters()));
        String target = faults.read("target", () -> target(sent.target()));
        Discount discount = DiscountReader.discount(sent, faults);
        Money minimum = faults.read("minimumSpend", () -> DiscountReader.minimumSpend(sent.minimumSpend(), discount));
        Map<String, String> titles = faults.read("titles", () -> titles(sent.titles()));
        Integer priority = faults.read("priority", () -> priority(sent.priority()));
        Period period = period(sent, now, faults);
        if (!faults.isEmpty()
                || name == null
                || kind == null
                || issuer == null
                || host == null
                || domain == null
                || items == null
                || clusters == null
                || discount == null
                || titles == null
                || priority == null
                || period == null) {
            return new Rejected(faults.all());
        }
        return new Accepted(new Terms(
                name, kind, issuer, host, domain, items, clusters, target, discount, minimum, titles, priority,
                period));
    }

    private PartnerId partner(@Nullable String sent) {
        if (sent == null) {
            throw new IllegalArgumentException("is missing; name a partner of the platform.");
        }
        PartnerId partner = new PartnerId(sent);
        if (partners.domainOf(partner).isEmpty()) {
            throw new IllegalArgumentException("(%s) takes no part in the platform.".formatted(partner));
        }
        return partner;
    }

    private @Nullable Domain domain(@Nullable String sent, @Nullable PartnerId issuer) {
        if (issuer == null) {
            return sent == null ? null : new Domain(sent);
        }
        Domain industry = partners.domainOf(issuer).orElseThrow();
        if (sent != null && !new Domain(sent).equals(industry)) {
            throw new IllegalArgumentException(
                    "(%s) must be the issuer's, which is %s; leave it out.".formatted(sent, industry));
        }
        return industry;
    }

    private static List<ItemKey> items(@Nullable List<@Nullable String> sent, @Nullable PartnerId issuer) {
        return entries(sent).stream().map(text -> item(text, issuer)).distinct().toList();
    }

    private static ItemKey item(String text, @Nullable PartnerId issuer) {
        ItemKey item = ItemKey.parse(text);
        if (issuer != null && !item.partner().equals(issuer)) {
            throw new IllegalArgumentException(
                    "(%s) is not an item of the issuer; an offer is for items of %s.".formatted(item, issuer));
        }
        return item;
    }

    private static List<String> clusters(@Nullable List<@Nullable String> sent) {
        return entries(sent).stream().map(CLUSTER::require).distinct().toList();
    }

    private static List<String> entries(@Nullable List<@Nullable String> sent) {
        if (sent == null) {
            return List.of();
        }
        if (sent.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "has %d entries and may have %d at most.".formatted(sent.size(), MOST_ENTRIES));
        }
        return sent.stream().map(entry -> Objects.requireNonNullElse(entry, "")).toList();
    }

    private static @Nullable String target(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        if (sent.length() > LONGEST_TARGET || sent.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be at most %d characters.".formatted(LONGEST_TARGET));
        }
        TargetExpression.check(sent);
        return sent;
    }

    private static Map<String, String> titles(@Nullable Map<String, @Nullable String> sent) {
        if (sent == null || sent.isEmpty()) {
            throw new IllegalArgumentException("must hold a title for at least one locale, such as zh-CN.");
        }
        Map<String, String> titles = new TreeMap<>();
        sent.forEach((locale, title) -> {
            if (!locale.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")) {
                throw new IllegalArgumentException("are keyed by BCP 47 tags, such as zh-CN or en.");
            }
            titles.put(locale, TITLE.require(title));
        });
        return titles;
    }

    private static int priority(@Nullable Integer sent) {
        int priority = Objects.requireNonNullElse(sent, 0);
        if (Math.abs((long) priority) > GREATEST_PRIORITY) {
            throw new IllegalArgumentException("must lie between -%1$d and %1$d.".formatted(GREATEST_PRIORITY));
        }
        return priority;
    }

    private static @Nullable Period period(Proposal sent, Instant now, Faults faults) {
        Instant endsAt = sent.endsAt();
        if (endsAt == null) {
            faults.add("endsAt", "is missing; say when the campaign ends, such as 2026-12-31T16:00:00Z.");
            return null;
        }
        Instant startsAt = Objects.requireNonNullElse(sent.startsAt(), now);
        return faults.read("endsAt", () -> new Period(near(startsAt, now), near(endsAt, now)));
    }

    private static Instant near(Instant moment, Instant now) {
        if (Math.abs(moment.getEpochSecond() - now.getEpochSecond()) > FARTHEST.toSeconds()) {
            throw new IllegalArgumentException(
                    "The period must lie within %d days of now.".formatted(FARTHEST.toDays()));
        }
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
