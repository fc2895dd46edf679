/** Records owed to topics: written with the change that owes them, sent afterwards, in order. */
@NullMarked
package io.kuajie.campaign.app.outbox;

import org.jspecify.annotations.NullMarked;
