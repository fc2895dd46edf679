/** Who visits a partner's page, as the partner's server has signed it: user tokens, and the keys they are checked with. */
@NullMarked
package io.kuajie.edge.visitor;

import org.jspecify.annotations.NullMarked;
