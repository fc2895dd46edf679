package io.kuajie.ingest.domain.plan;

/** What a tracking plan says of an event. */
public sealed interface Verdict {
    /** It is as planned, or nothing was planned for it. */
    record Fits() implements Verdict {}

    /** It is not as planned. @param reaction what becomes of it; detail where it differs, and how, without its values */
    record Differs(Reaction reaction, String detail) implements Verdict {}

    Verdict FITS = new Fits();
}
