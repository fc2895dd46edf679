/** Whether what people write is kind: a model trained on the rated reviews that pass by. */
@NullMarked
package io.kuajie.profile.domain.tone;

import org.jspecify.annotations.NullMarked;
