package io.kuajie.recommend.app;

import io.kuajie.events.Position;
import io.kuajie.events.Served;
import io.kuajie.events.ServedChoice;
import io.kuajie.events.ServedItem;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of served lists field by field in the schema's order, as they are most of what is written; Avro's own writer asks
 * of each value what it is; a test compares the two. For one thread.
 */
final class ServedWriter implements Serializer<Served> {
    private final Supplier<byte[]> header;
    private final AvroBytes out = new AvroBytes();

    /** @param header what stands before each record */
    ServedWriter(Supplier<byte[]> header) {
        this.header = header;
    }

    @Override
    public byte @Nullable [] serialize(@Nullable String topic, @Nullable Served list) {
        if (list == null) {
            return null;
        }
        out.octets(header.get());
        head(list);
        out.number(list.getItems().size());
        list.getItems().forEach(this::item);
        end(list.getItems().size());
        out.text(list.getModel());
        out.text(list.getArm());
        out.text(list.getFallback());
        out.number(list.getAsOf().size());
        list.getAsOf().forEach(this::position);
        end(list.getAsOf().size());
        out.number(list.getChoices().size());
        list.getChoices().forEach(this::choice);
        end(list.getChoices().size());
        out.number(list.getTookMicros());
        return out.take();
    }

    private void head(Served list) {
        out.text(list.getRequestId());
        out.number(list.getServedAt().toEpochMilli());
        out.text(list.getPartner());
        out.optionalText(list.getLeaf());
        out.optionalText(list.getPerson());
        out.optionalText(list.getCluster());
        out.optionalText(list.getSurface());
        out.optionalText(list.getDomain());
    }

    /** Arrays end with a block of none; an empty one is that block. */
    private void end(int size) {
        if (size > 0) {
            out.number(0);
        }
    }

    private void item(ServedItem item) {
        out.text(item.getItem());
        out.real(item.getScore());
        out.text(item.getReason());
        out.optionalText(item.getCampaign());
        out.real(item.getPropensity());
        Double candidateScore = item.getCandidateScore();
        out.number(candidateScore == null ? 0 : 1);
        if (candidateScore != null) {
            out.real(candidateScore);
        }
    }

    private void position(Position position) {
        out.number(position.getPartition());
        out.number(position.getOffset());
    }

    private void choice(ServedChoice choice) {
        out.text(choice.getItem());
        out.real(choice.getProbability());
    }
}
