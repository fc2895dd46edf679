/**
 * Cleaning: behavior.raw to behavior.clean and behavior.rejected.
 *
 * <ul>
 *   <li>Reads behavior.raw.
 *   <li>Writes behavior.clean and behavior.rejected: exactly one outcome for each position of behavior.raw.
 *   <li>Store first-positions: which position first carried a message id, for the de-duplication window.
 * </ul>
 */
@NullMarked
package io.kuajie.ingest.topology;

import org.jspecify.annotations.NullMarked;
