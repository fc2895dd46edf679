package io.kuajie.ingest.domain.cleaning;

import io.kuajie.ingest.domain.event.Client;
import io.kuajie.ingest.domain.event.Details;
import io.kuajie.ingest.domain.event.RawEvent;
import io.kuajie.kernel.PartnerId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings events of all partners into one form: Unicode, names of categories, scales. A function of the event and the configuration
 * alone, so a replay gives the same.
 */
public final class Normalisation {
    private static final double STARS = 4;
    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 40;
    /** Locales repeat; what a sender makes up beyond the bound is worked out each time. */
    private static final Map<String, String> TAG_BY_LOCALE = new ConcurrentHashMap<>();

    private final Map<PartnerId, PartnerHabits> habitsByPartner;

    public Normalisation(Map<PartnerId, PartnerHabits> habitsByPartner) {
        this.habitsByPartner = Map.copyOf(habitsByPartner);
    }

    /** The habits of a partner. */
    public PartnerHabits habits(PartnerId partner) {
        return habitsByPartner.getOrDefault(partner, PartnerHabits.NONE);
    }

    /** The event in the platform's form; the same object where it has that form. */
    public RawEvent of(RawEvent event) {
        PartnerHabits habits = habits(event.leaf().partner());
        String name = compatible(event.name());
        String action = PlainText.compatible(event.action());
        Details details = details(event.details(), habits);
        Client client = client(event.client());
        boolean isSame = Objects.equals(name, event.name())
                && action.equals(event.action())
                && details == event.details()
                && client == event.client();
        return isSame ? event : event.with(name, action, details, client);
    }

    private static Details details(Details details, PartnerHabits habits) {
        String item = composed(details.item());
        String category = details.category() == null ? null : habits.category(details.category());
        Double rating = rating(details.rating(), habits);
        Double progress = progress(details.progress(), habits);
        String query = compatible(details.query());
        String text = composed(details.text());
        String campaign = composed(details.campaign());
        boolean isSame = Objects.equals(item, details.item())
                && Objects.equals(category, details.category())
                && Objects.equals(rating, details.rating())
                && Objects.equals(progress, details.progress())
                && Objects.equals(query, details.query())
                && Objects.equals(text, details.text())
                && Objects.equals(campaign, details.campaign());
        return isSame
                ? details
                : new Details(
                        item,
                        category,
                        details.quantity(),
                        details.amount(),
                        rating,
                        progress,
                        details.dwellMillis(),
                        query,
                        text,
                        details.requestId(),
                        details.orderId(),
                        campaign);
    }

    private static Client client(Client client) {
        String locale = client.locale() == null ? null : tag(client.locale());
        String surface = composed(client.surface());
        boolean isSame = Objects.equals(locale, client.locale()) && Objects.equals(surface, client.surface());
        return isSame ? client : new Client(locale, client.timezone(), client.device(), surface);
    }

    /** From the partner's scale to one of five stars; beyond it, validation tells. */
    private static @Nullable Double rating(@Nullable Double rating, PartnerHabits habits) {
        return rating == null || habits.bestRating() == STARS + 1
                ? rating
                : Double.valueOf(1 + (rating - 1) * STARS / (habits.bestRating() - 1));
    }

    private static @Nullable Double progress(@Nullable Double progress, PartnerHabits habits) {
        return progress == null || !habits.isPercent() ? progress : Double.valueOf(progress / 100);
    }

    /** {@code zh_cn} as {@code zh-CN}; what is no locale stays. */
    private static String tag(String locale) {
        String known = TAG_BY_LOCALE.get(locale);
        if (known != null) {
            return known;
        }
        String tag = Locale.forLanguageTag(locale.strip().replace('_', '-')).toLanguageTag();
        String found = tag.equals("und") ? locale : tag;
        if (TAG_BY_LOCALE.size() < MOST_REMEMBERED && locale.length() <= LONGEST_REMEMBERED) {
            TAG_BY_LOCALE.put(locale, found);
        }
        return found;
    }

    private static @Nullable String composed(@Nullable String text) {
        return text == null ? null : PlainText.composed(text);
    }

    private static @Nullable String compatible(@Nullable String text) {
        return text == null ? null : PlainText.compatible(text);
    }
}
