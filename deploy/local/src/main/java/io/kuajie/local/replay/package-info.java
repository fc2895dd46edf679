/** Replays of files through the door's import, at full speed or paced by the times in the file. */
@NullMarked
package io.kuajie.local.replay;

import org.jspecify.annotations.NullMarked;
