/**
 * Generated behaviour, for tests and demonstrations: people with latent tastes that show at every partner they visit, catalogues in
 * Chinese and English, sessions with funnels and a daily rhythm. All of it is invented; the same seed gives the same world.
 */
@NullMarked
package io.kuajie.testkit.generate;

import org.jspecify.annotations.NullMarked;
