package io.kuajie.profile.topology;

import io.kuajie.events.Amount;
import io.kuajie.events.Behavior;
import io.kuajie.events.Origin;
import io.kuajie.events.Position;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a Behavior what profiles ask for, and passes over the rest, which is left empty: what {@link LeafNewsReader} never looks at.
 * The record's constructor takes the fields in the schema's order, and so they are read; a test compares with Avro's own reader.
 *
 * <p>Records of another version of the schema, and those in which anything is odd, are left to Avro's reader. Thread-safe.
 */
public final class BehaviorGlance implements Deserializer<Behavior> {
    private final Deserializer<Behavior> whole;
    private final ToIntFunction<byte[]> start;

    /**
     * @param whole reads any record
     * @param start index of a record's first byte if it was written by the schema that Behavior was made of; else negative
     */
    public BehaviorGlance(Deserializer<Behavior> whole, ToIntFunction<byte[]> start) {
        this.whole = whole;
        this.start = start;
    }

    @Override
    public @Nullable Behavior deserialize(String topic, byte @Nullable [] bytes) {
        int from = bytes == null ? -1 : start.applyAsInt(bytes);
        if (bytes == null || from < 0) {
            return whole.deserialize(topic, bytes);
        }
        try {
            return read(new AvroCursor(bytes, from));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return whole.deserialize(topic, bytes);
        }
    }

    private static Behavior read(AvroCursor in) {
        return new Behavior(
                in.unread(), // partner
                in.text(), // leaf
                in.flag(), // anonymous
                in.unread(), // message_id
                in.unread(), // type
                in.optionalUnread(), // name
                in.word(), // action
                in.word(), // domain
                Instant.ofEpochMilli(in.number()), // occurred_at
                Instant.ofEpochMilli(in.number()), // received_at
                in.isPresent() ? in.text() : null, // item
                in.isPresent() ? in.word() : null, // category
                in.real(), // quantity
                in.isPresent() ? new Amount(in.number(), in.word()) : null, // amount
                in.optionalReal(), // rating
                in.optionalReal(), // progress
                in.optionalNumber(), // dwell_millis
                in.optionalUnread(), // query
                in.isPresent() ? in.text() : null, // text
                in.optionalUnread(), // request_id
                in.optionalUnread(), // order_id
                in.optionalUnread(), // campaign
                in.optionalUnread(), // locale
                in.isPresent() ? in.word() : null, // timezone
                in.optionalUnread(), // device
                in.optionalUnread(), // surface
                in.optionalUnread(), // properties
                new Origin(in.unread(), in.optionalUnread(), in.optionalNumber()),
                in.unreadTexts(), // marks
                in.words(), // declared
                new Position(in.smallNumber(), in.number()),
                in.real(), // weight
                in.unreadTexts()); // flags
    }
}
