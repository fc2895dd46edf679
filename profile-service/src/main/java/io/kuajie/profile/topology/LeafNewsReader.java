package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Erasure;
import io.kuajie.events.LeafSnapshot;
import io.kuajie.events.Link;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.kernel.Trait;
import io.kuajie.profile.domain.leaf.LeafEvent;
import io.kuajie.profile.domain.person.Farewell;
import io.kuajie.profile.domain.person.Membership;
import io.kuajie.profile.domain.tone.Tone;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From records to the domain. A record that makes no sense is counted and skipped: it would not make sense the next time. */
final class LeafNewsReader {
    private static final Logger LOG = LoggerFactory.getLogger(LeafNewsReader.class);

    private final ProfileRules rules;

    LeafNewsReader(ProfileRules rules) {
        this.rules = rules;
    }

    /** At most one piece of news. */
    List<LeafNews> behavior(@Nullable Behavior behavior) {
        return read("behavior", behavior, this::happened);
    }

    /** At most one piece of news; a tombstone says that all that was said of the alias is forgotten. */
    List<LeafNews> link(String alias, @Nullable Link link) {
        return link == null
                ? read("link", alias, text -> new LeafNews.Unlinked(LeafKey.parse(text)))
                : read("link", link, LeafNewsReader::linked);
    }

    /** At most one piece of news; a tombstone only says that the demand itself need not be kept any longer. */
    List<LeafNews> erasure(@Nullable Erasure erasure) {
        return erasure == null
                ? List.of()
                : read(
                        "erasure",
                        erasure,
                        value -> new LeafNews.Erased(LeafKey.parse(value.getLeaf()), value.getRequestedAt()));
    }

    /** What a snapshot says to its addressee. */
    static LeafNews snapshot(LeafSnapshot snapshot) {
        LeafKey leaf = LeafKey.parse(snapshot.getLeaf());
        if (snapshot.getErased()) {
            return new LeafNews.Parted(
                    new Farewell.Parting(leaf, new PersonKey(snapshot.getPerson()), snapshot.getLinkVersion()));
        }
        return new LeafNews.Visiting(leaf, membership(leaf, snapshot));
    }

    private static Membership membership(LeafKey leaf, LeafSnapshot snapshot) {
        if (!snapshot.getBelongs()) {
            return Membership.left(leaf, snapshot.getLinkVersion(), snapshot.getApplied());
        }
        byte[] state = new byte[snapshot.getState().remaining()];
        snapshot.getState().duplicate().get(state);
        return Membership.belonging(leaf, snapshot.getLinkVersion(), snapshot.getApplied(), state);
    }

    private <V> List<LeafNews> read(String kind, @Nullable V value, Function<V, LeafNews> reader) {
        if (value == null) {
            rules.skipped().accept(kind + "-tombstone");
            return List.of();
        }
        try {
            return List.of(reader.apply(value));
        } catch (IllegalArgumentException e) {
            rules.skipped().accept(kind + "-invalid");
            LOG.warn("Skipping an invalid {} record ({})", kind, e.getClass().getSimpleName());
            return List.of();
        }
    }

    private LeafNews happened(Behavior behavior) {
        LeafKey leaf = LeafKey.parse(behavior.getLeaf());
        PartnerRules own = rules.partners().apply(leaf.partner());
        var position = behavior.getPosition();
        var amount = behavior.getAmount();
        String item = behavior.getItem();
        String category = behavior.getCategory();
        Double rating = behavior.getRating();
        String text = heard(leaf, behavior.getText());
        Action action = new Action(behavior.getAction());
        LeafEvent event = new LeafEvent(
                new SourcePosition(position.getPartition(), position.getOffset()),
                behavior.getOccurredAt(),
                action,
                new Domain(behavior.getDomain()),
                category == null ? "" : category,
                item == null ? null : ItemKey.parse(item),
                behavior.getWeight() * own.weightOf(action),
                behavior.getQuantity(),
                amount == null ? null : new Money(amount.getMinorUnits(), amount.getCurrency()),
                rules.clocks().hourOfWeek(behavior.getOccurredAt(), behavior.getTimezone()),
                rating == null ? Double.NaN : rating,
                text == null ? Double.NaN : rating == null ? rules.tone().of(text) : Tone.ofStars(rating),
                declared(behavior.getDeclared()));
        return new LeafNews.Happened(leaf, event, behavior.getReceivedAt(), rating == null ? null : text);
    }

    /** What the leaf wrote; null for nothing, and where it refuses to be analysed. */
    private @Nullable String heard(LeafKey leaf, @Nullable String text) {
        return text == null || text.isBlank() || rules.refusals().isRefused(leaf) ? null : text;
    }

    /** What a later version of the door may have added to the lists is passed over. */
    private static Map<Trait, String> declared(Map<String, String> said) {
        if (said.isEmpty()) {
            return Map.of();
        }
        Map<Trait, String> declared = new EnumMap<>(Trait.class);
        said.forEach((name, value) -> Trait.fromWireName(name)
                .filter(trait -> trait.allows(value))
                .ifPresent(trait -> declared.put(trait, value)));
        return declared;
    }

    private static LeafNews linked(Link link) {
        String person = link.getPerson();
        return new LeafNews.Linked(
                LeafKey.parse(link.getAlias()),
                person == null ? null : new PersonKey(person),
                link.getVersion(),
                link.getLinkedAt());
    }
}
