/** PostgreSQL: transactions, and one small class of plain SQL for each table. */
@NullMarked
package io.kuajie.campaign.app.store;

import org.jspecify.annotations.NullMarked;
