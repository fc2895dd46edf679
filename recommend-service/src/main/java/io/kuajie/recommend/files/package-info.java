/** The command line on plain files: judging models. */
@NullMarked
package io.kuajie.recommend.files;

import org.jspecify.annotations.NullMarked;
