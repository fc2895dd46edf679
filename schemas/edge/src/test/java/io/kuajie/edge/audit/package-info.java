@NullMarked
package io.kuajie.edge.audit;

import org.jspecify.annotations.NullMarked;
