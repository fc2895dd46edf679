package io.kuajie.e2e;

import io.kuajie.local.LocalStack;
import io.kuajie.local.Service;
import io.kuajie.testkit.DiskSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a text stands on the disks of a stack: in topics, in what services keep in files, in their logs, in the database. */
final class Traces {
    private final LocalStack stack;
    final DiskSearch topics;

    Traces(LocalStack stack) {
        this.stack = stack;
        this.topics = new DiskSearch(stack.servers().bootstrapServers(), "");
    }

    /** Topics by name; {@code state/SERVICE/APPLICATION}, {@code log/SERVICE}, {@code rows of TABLE}, {@code database}. */
    Set<String> of(String wanted) {
        Set<String> found = topics.topicsWith(wanted);
        for (Service service : Service.values()) {
            String label = service.label();
            for (Path application : applications(label)) {
                if (DiskSearch.isIn(application, wanted)) {
                    found.add("state/" + label + "/" + application.getFileName());
                }
            }
            if (DiskSearch.isIn(stack.process(service).log(), wanted)) {
                found.add("log/" + label);
            }
        }
        found.addAll(tablesWith(wanted));
        if (DiskSearch.isIn(stack.servers().postgres().folder().resolve("data/base"), wanted)) {
            found.add("database");
        }
        return found;
    }

    /** Rewrites the tables without the rows that were replaced, as the database does by and by. */
    void vacuum() {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum full");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> tablesWith(String wanted) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            for (String table : tables(statement)) {
                String rows = "select count(*) from \"%s\" as t where position('%s' in t::text) > 0";
                try (ResultSet count = statement.executeQuery(rows.formatted(table, wanted))) {
                    count.next();
                    if (count.getLong(1) > 0) {
                        found.add("rows of " + table);
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                stack.servers().jdbcUrl(),
                stack.servers().jdbcUser(),
                stack.servers().jdbcPassword());
    }

    private List<Path> applications(String service) {
        Path state = stack.dataFolder().resolve("state").resolve(service);
        if (!Files.isDirectory(state)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(state)) {
            return folders.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
