/**
 * Who is who: identity.claims, privacy.consents and privacy.erasures to identity.links.
 *
 * <ul>
 *   <li>Reads identity.claims, of one partition, and through internal topics of one partition consents and erasures: one task
 *       sees everything.
 *   <li>Writes identity.links: a versioned word on each alias whose person has changed, a tombstone for each that is forgotten.
 *   <li>Writes privacy.consents: what former leaves consented to, under the present ones.
 *   <li>Stores identity-nodes (leaves and match keys with their ties), identity-reminders (when consents end)
 *       and identity-consents (what leaves said, and which leaf came after which; nothing of leaves that are forgotten).
 * </ul>
 */
@NullMarked
package io.kuajie.ingest.topology.identity;

import org.jspecify.annotations.NullMarked;
