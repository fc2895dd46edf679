package io.kuajie.ingest.domain.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Splits one line into columns as RFC 4180 has it. A quoted column can't go on in the next line. */
final class ColumnSplitter {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private final ObjectReader reader;

    ColumnSplitter(char delimiter, boolean isQuoted) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        this.reader = CSV.readerFor(String[].class).with(isQuoted ? schema : schema.withoutQuoteChar());
    }

    /** The columns; empty if the quotes don't match. */
    Optional<List<String>> split(String line) {
        try (MappingIterator<String[]> rows = reader.readValues(line)) {
            return rows.hasNextValue() ? Optional.of(List.of(rows.nextValue())) : Optional.of(List.of());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }
}
