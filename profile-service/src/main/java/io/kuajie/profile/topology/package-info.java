/**
 * Behaviour and links to persons.
 *
 * <pre>
 * behavior.clean ──► read-behaviour ─┐                                        ┌─ "people", "sweep"
 *                                    ├─► leaf ──► leaf-snapshots ──► person ──┴─► profile.state
 * identity.links ──► read-links ─────┘   └─ "leaves", "links"
 * </pre>
 *
 * <p>Reads behavior.clean and identity.links, both keyed by leaf and of one partition count; writes profile.state, keyed by
 * person. Stores: <em>leaves</em> (leaf to what its events add up to), <em>links</em> (leaf to its person), <em>people</em>
 * (person to the snapshots of its leaves), <em>sweep</em> (the cluster model all people of the partition are labelled with).
 * Internal topic: <em>leaf-snapshots</em>, keyed by person.
 *
 * <p>At least once, with idempotent state: a record that was taken before changes nothing, but what it led to is put and
 * forwarded again, because after a crash neither the change log nor the output need to have it.
 */
@NullMarked
package io.kuajie.profile.topology;

import org.jspecify.annotations.NullMarked;
