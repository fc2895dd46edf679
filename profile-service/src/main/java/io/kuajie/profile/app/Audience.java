package io.kuajie.profile.app;

import io.kuajie.profile.domain.leaf.Windows;

/**
 * Who looks at a portrait, and so what is shown of it.
 *
 * @param windows that recent behaviour is shown by
 * @param least people that a figure taken among others must stand for; 0 for operators, who see all
 * @param seesEverybody whether the number of all people may be told; beside shown groups it would tell how many are in the others
 */
record Audience(Windows windows, long least, boolean seesEverybody) {
    static Audience ofOperators(Windows windows) {
        return new Audience(windows, 0, true);
    }
}
