@NullMarked
package io.kuajie.edge.visitor;

import org.jspecify.annotations.NullMarked;
