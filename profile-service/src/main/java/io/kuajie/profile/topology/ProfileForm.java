package io.kuajie.profile.topology;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import io.kuajie.kernel.SourcePosition;
import io.kuajie.profile.domain.cluster.Clusters;
import io.kuajie.profile.domain.person.Portrait;
import io.kuajie.profile.domain.vector.VectorLayout;
import io.kuajie.serde.AvroBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a portrait as the Avro record Profile, field by field in the schema's order, without making the record first: profiles are
 * written on every event. A test reads what it writes with Avro's own reader.
 */
public final class ProfileForm {
    private final Supplier<byte[]> header;
    private final Function<PartnerId, Optional<Domain>> domainOf;
    private final AvroBytes out = new AvroBytes();
    private byte @Nullable [] knownHeader;

    /** @param header what stands before the record's bytes, such as the schema's id */
    ProfileForm(Supplier<byte[]> header, Function<PartnerId, Optional<Domain>> domainOf) {
        this.header = header;
        this.domainOf = domainOf;
    }

    byte[] write(Portrait portrait, float[] vector, Optional<Clusters.Label> label, long version) {
        out.clear().octets(header());
        out.text(portrait.person().value());
        leaves(portrait.leaves());
        out.number(VectorLayout.VERSION);
        out.floats(vector);
        dimensions(portrait.dimensions());
        items(portrait.items());
        counts(portrait.countByAction());
        spend(portrait.spend());
        label(label);
        out.number(portrait.firstAt().toEpochMilli());
        out.number(portrait.evaluatedAt().toEpochMilli());
        out.number(version);
        return out.toBytes();
    }

    /** The same for all records; asked for when the first is written, because the schema's id may have to be waited for. */
    private byte[] header() {
        byte[] known = knownHeader;
        if (known == null) {
            known = header.get();
            knownHeader = known;
        }
        return known;
    }

    private void leaves(List<Portrait.Leaf> leaves) {
        out.begin(leaves.size());
        for (Portrait.Leaf leaf : leaves) {
            Optional<SourcePosition> position = leaf.position();
            out.text(leaf.leaf().toString());
            out.text(domainOf.apply(leaf.leaf().partner()).map(Domain::value).orElse(leaf.domain()));
            // A leaf that belongs to the person but has no event yet stands nowhere.
            out.number(position.isPresent() ? position.get().partition() : -1);
            out.number(position.isPresent() ? position.get().offset() : -1);
            out.number(leaf.events());
        }
        out.end();
    }

    private void dimensions(List<Portrait.Dimension> dimensions) {
        out.begin(dimensions.size());
        for (Portrait.Dimension dimension : dimensions) {
            out.text(dimension.key().action());
            out.text(dimension.key().domain());
            out.text(dimension.key().category());
            out.real(dimension.mass());
        }
        out.end();
    }

    private void items(List<Portrait.Item> items) {
        out.begin(items.size());
        for (Portrait.Item item : items) {
            out.text(item.item().toString());
            out.number(item.leaf());
            out.text(item.domain());
            out.text(item.category());
            out.real(item.mass());
            out.text(item.strongest());
            out.flag(item.owned());
            out.number(item.lastAt().toEpochMilli());
        }
        out.end();
    }

    private void counts(Map<String, Long> countByAction) {
        out.begin(countByAction.size());
        countByAction.forEach((action, count) -> {
            out.text(action);
            out.number(count);
        });
        out.end();
    }

    private void spend(List<Money> spend) {
        out.begin(spend.size());
        for (Money money : spend) {
            out.number(money.minorUnits());
            out.text(money.currency());
        }
        out.end();
    }

    private void label(Optional<Clusters.Label> label) {
        out.number(label.isPresent() ? 1 : 0);
        label.ifPresent(near -> {
            out.text(near.model());
            out.text(near.group());
            out.real(near.distance());
        });
    }
}
