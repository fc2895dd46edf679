/**
 * The thin Avro serde: the wire format of Apicurio's stock serde (a zero byte, the content id in four bytes, the record), with
 * the schema id resolved once instead of for each record.
 */
@NullMarked
package io.kuajie.serde;

import org.jspecify.annotations.NullMarked;
