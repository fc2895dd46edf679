/** The whole platform as processes of one machine: servers, topics, four services, their keys and their data folder. */
@NullMarked
package io.kuajie.local;

import org.jspecify.annotations.NullMarked;
