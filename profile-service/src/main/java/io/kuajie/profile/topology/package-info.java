/**
 * Behaviour and links to persons.
 *
 * <pre>
 * behavior.clean ───► read-behaviour ─┐              ┌─► profile.state
 * identity.links ───► read-links ─────┼─► leaf ──────┼─► profile.segments
 * privacy.erasures ─► read-erasures ──┘  "people"    └─► leaf-snapshots ─► visitor ─► profile.state, profile.segments
 *                                                                          "people"
 * </pre>
 *
 * <p>Reads behavior.clean, identity.links and privacy.erasures, all keyed by leaf and of one partition count; writes profile.state,
 * keyed by person, and profile.segments, keyed by person and segment and partitioned by person. Stores: <em>people</em> (key to what
 * the leaf of that name did, where it belongs, and which leaves belong to the person of that name), <em>sweep</em> (the cluster model
 * and the segments all people of the partition are told with), <em>farewells</em> (in memory: keys under which others may have to be
 * told of somebody who is forgotten). Internal topic: <em>leaf-snapshots</em>, keyed by person; only leaves
 * that were linked to somebody else go through it, because a leaf and the person of its name share key, partition and record.
 * Where people are spread over another number of partitions than the inputs have, each input goes through an internal topic of its own
 * name (<em>behavior-clean</em>, <em>identity-links</em>, <em>privacy-erasures</em>) as the bytes it is.
 *
 * <p>At least once, with idempotent state: a record that was taken before changes nothing, but what it led to is put and
 * forwarded again, because after a crash neither the change log nor the output need to have it.
 */
@NullMarked
package io.kuajie.profile.topology;

import org.jspecify.annotations.NullMarked;
