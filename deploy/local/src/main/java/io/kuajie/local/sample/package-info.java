/** The generated sample: two catalogues, some hundred people with their behaviour and consents, and two coupon campaigns. */
@NullMarked
package io.kuajie.local.sample;

import org.jspecify.annotations.NullMarked;
