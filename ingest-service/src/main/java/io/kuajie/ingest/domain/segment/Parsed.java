package io.kuajie.ingest.domain.segment;

/** What became of a request's body: taken apart, malformed, or holding too many messages. */
public sealed interface Parsed permits Envelope, Parsed.Malformed, Parsed.TooMany {
    /** The body is no JSON of the expected shape. @param detail what is wrong and where, without content */
    record Malformed(String detail) implements Parsed {}

    /** The batch holds more messages than allowed. */
    record TooMany(int limit) implements Parsed {}
}
