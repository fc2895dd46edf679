package io.kuajie.ingest.domain.mapping;

import java.util.List;

/**
 * The list whose entries become an event each: columns of a row, or an array in a JSON object.
 *
 * @param names the columns, or the array's path; the one name {@code *} means all columns that nothing else uses
 */
public record Each(List<String> names) {
    static final String ALL = "*";

    public Each {
        names = List.copyOf(names);
    }

    boolean isAll() {
        return names.equals(List.of(ALL));
    }
}
