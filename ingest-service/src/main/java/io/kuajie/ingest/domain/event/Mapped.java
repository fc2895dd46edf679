package io.kuajie.ingest.domain.event;

/** What became of something sent: an event, or a refusal. */
public sealed interface Mapped permits RawEvent, Refused {}
