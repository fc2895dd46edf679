package io.kuajie.profile.topology;

import io.kuajie.events.Behavior;
import io.kuajie.events.Link;
import io.kuajie.kernel.Action;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PersonKey;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.profile.domain.leaf.LeafEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From records to the domain. A record that makes no sense is counted and skipped: it would not make sense the next time. */
final class LeafNewsReader {
    private static final Logger LOG = LoggerFactory.getLogger(LeafNewsReader.class);

    private final Consumer<String> skipped;

    LeafNewsReader(Consumer<String> skipped) {
        this.skipped = skipped;
    }

    /** At most one piece of news. */
    List<LeafNews> behavior(@Nullable Behavior behavior) {
        return read("behavior", behavior, LeafNewsReader::happened);
    }

    /** At most one piece of news. */
    List<LeafNews> link(@Nullable Link link) {
        return read("link", link, LeafNewsReader::linked);
    }

    private <V> List<LeafNews> read(String kind, @Nullable V value, Function<V, LeafNews> reader) {
        if (value == null) {
            skipped.accept(kind + "-tombstone");
            return List.of();
        }
        try {
            return List.of(reader.apply(value));
        } catch (IllegalArgumentException e) {
            skipped.accept(kind + "-invalid");
            LOG.warn("Skipping an invalid {} record ({})", kind, e.getClass().getSimpleName());
            return List.of();
        }
    }

    private static LeafNews happened(Behavior behavior) {
        var position = behavior.getPosition();
        var amount = behavior.getAmount();
        String item = behavior.getItem();
        String category = behavior.getCategory();
        LeafEvent event = new LeafEvent(
                new SourcePosition(position.getPartition(), position.getOffset()),
                behavior.getOccurredAt(),
                new Action(behavior.getAction()),
                new Domain(behavior.getDomain()),
                category == null ? "" : category,
                item == null ? null : ItemKey.parse(item),
                behavior.getWeight(),
                behavior.getQuantity(),
                amount == null ? null : new Money(amount.getMinorUnits(), amount.getCurrency()));
        return new LeafNews.Happened(LeafKey.parse(behavior.getLeaf()), event);
    }

    private static LeafNews linked(Link link) {
        String person = link.getPerson();
        return new LeafNews.Linked(
                LeafKey.parse(link.getAlias()), person == null ? null : new PersonKey(person), link.getVersion());
    }
}
