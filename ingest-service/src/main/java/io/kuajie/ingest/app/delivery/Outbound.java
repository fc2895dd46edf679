package io.kuajie.ingest.app.delivery;

import io.kuajie.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A record to send. @param timestamp milliseconds since the epoch */
public record Outbound<V extends SpecificRecord>(Topic<V> topic, String key, V value, long timestamp) {}
