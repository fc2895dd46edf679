@NullMarked
package io.kuajie.edge;

import org.jspecify.annotations.NullMarked;
