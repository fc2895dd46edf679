/**
 * What the services share where they meet the outside: who is calling, how refusals look, and which broker, registry and topics
 * they use. For the app ring only.
 */
@NullMarked
package io.kuajie.edge;

import org.jspecify.annotations.NullMarked;
