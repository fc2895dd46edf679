package io.kuajie.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kuajie.local.client.Api;
import io.kuajie.local.client.Pause;
import io.kuajie.local.imports.ImportFile;
import io.kuajie.local.imports.ReportLines;
import io.kuajie.local.imports.Upload;
import io.kuajie.local.terminal.Bar;
import io.kuajie.local.terminal.Screen;
import io.kuajie.local.terminal.StatusLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a file, or a partner's own interface, through the door, and tells what became of it. */
@Command(
        name = "deploy/local/import",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Imports a file, plain or gzip, through the door. Interrupted at any point, start it again: it goes on where"
                        + " the door's ledger ends, and a file that is complete changes nothing.",
        footer = {
            "",
            "Exits with 0 when everything was taken (rejected lines are told by reason), with 1 when the import is not complete.",
            "Examples:",
            "  deploy/local/import --door http://localhost:8101 --key-file key \\",
            "      --format taobao UserBehavior.csv",
            "  deploy/local/import --door https://door.example --key-file key \\",
            "      --mapping rules.json --dry-run access.log.gz",
            "  deploy/local/import --door https://door.example --key-file key \\",
            "      --option columns=user,item,time --option time=iso views.csv",
            "  deploy/local/import --door https://door.example --key-file key \\",
            "      --pull orders.json --name orders-2026-11"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int INCOMPLETE = 1;
    private static final int BYTES_A_UNIT = 1024;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Screen screen;

    @Option(names = "--door", paramLabel = "URL", required = true, description = "Address of ingest-service")
    @SuppressWarnings("NullAway.Init")
    URI door;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "File that holds the partner's write key, so that it stands in no list of processes")
    @SuppressWarnings("NullAway.Init")
    Path keyFile;

    @Option(names = "--format", paramLabel = "NAME", description = "csv, segment-ndjson, or a mapping of /v1/mappings")
    @Nullable
    String format;

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping file that explains the lines")
    @Nullable
    Path mapping;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "Option of the format, as columns=user,item")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--name", description = "Name of the import; default: made of the file's name and content")
    @Nullable
    String name;

    @Option(names = "--pull", paramLabel = "FILE", description = "Fetch what this order says instead of sending a file")
    @Nullable
    Path pull;

    @Option(
            names = "--dry-run",
            description = "Tell what would become of the file, with the first problems; change nothing")
    boolean isDryRun;

    @Option(names = "--report", description = "Only tell how far the import has come")
    boolean isReport;

    @Option(names = "--rate", paramLabel = "KIB", description = "Send at most so many KiB a second")
    long rate = Long.MAX_VALUE / BYTES_A_UNIT;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait until cleaning has passed all of it; default ${DEFAULT-VALUE}")
    long waitSeconds;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file")
    @Nullable
    Path file;

    ImportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (HttpClient http = Api.http()) {
            Api api = new Api(http, door, Files.readString(keyFile).strip());
            if (pull != null) {
                return pulled(api, pull);
            }
            if (file == null) {
                throw new IllegalArgumentException("Name a file, or an order with --pull; --help tells more.");
            }
            ImportFile source = new ImportFile(file);
            return isDryRun ? rehearsed(api, source) : sent(api, source);
        }
    }

    private int sent(Api api, ImportFile source) throws IOException {
        String named = name == null ? source.importName() : name;
        JsonNode report = null;
        if (!isReport) {
            long total = source.sizeBytes();
            try (Bar bar = new Bar(screen, "Import", "KiB", total / BYTES_A_UNIT)) {
                report = new Upload(api, screen).send(order(source, named, false, bar));
                bar.set(total / BYTES_A_UNIT);
            }
        }
        return concluded(
                api, named, report != null && report.path("alreadyImported").asBoolean());
    }

    private int rehearsed(Api api, ImportFile source) throws IOException {
        try (Bar bar = new Bar(screen, "Dry run", "KiB", source.sizeBytes() / BYTES_A_UNIT)) {
            JsonNode told = new Upload(api, screen).send(order(source, "dry-run", true, bar));
            ReportLines.ofRehearsal(told).forEach(screen::line);
            return OK;
        }
    }

    private Upload.Order order(ImportFile source, String named, boolean isDry, Bar bar) throws IOException {
        Map<String, String> headers = mapping == null
                ? Map.of()
                : Map.of("Kuajie-Mapping", Base64.getEncoder().encodeToString(Files.readAllBytes(mapping)));
        return new Upload.Order(
                named,
                path(named, isDry),
                "application/octet-stream",
                headers,
                taken -> source.open(rate * BYTES_A_UNIT, bytes -> bar.set(bytes / BYTES_A_UNIT)));
    }

    private String path(String named, boolean isDry) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("import", named);
        if (format != null) {
            query.put("format", format);
        }
        query.putAll(options);
        if (isDry) {
            query.put("dryRun", "true");
        }
        StringBuilder path = new StringBuilder("/v1/imports");
        query.forEach((option, value) -> path.append(path.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(option))
                .append('=')
                .append(encoded(value)));
        return path.toString();
    }

    private int pulled(Api api, Path order) throws IOException {
        if (name == null) {
            throw new IllegalArgumentException("--pull needs --name, by which it is continued.");
        }
        if (!isReport) {
            api.post("/v1/imports?format=pull&import=" + encoded(name), JSON.readTree(order.toFile()));
        }
        try (Bar bar = new Bar(screen, "Pull", "items", 0)) {
            JsonNode report = report(api, name, false);
            while (report.path("running").asBoolean()) {
                bar.set(report.path("lines").asLong());
                Pause.of(POLL);
                report = report(api, name, false);
            }
            bar.set(report.path("lines").asLong());
        }
        return concluded(api, name, false);
    }

    /** Waits for cleaning, and tells the end. */
    private int concluded(Api api, String named, boolean isOld) {
        Instant giveUp = Instant.now().plusSeconds(waitSeconds);
        JsonNode report = report(api, named, true);
        try (StatusLine status = new StatusLine(screen)) {
            status.report("waiting until cleaning has passed all of it");
            while (report.path("complete").asBoolean()
                    && !report.path("cleaning").path("complete").asBoolean()
                    && Instant.now().isBefore(giveUp)) {
                Pause.of(POLL);
                report = report(api, named, true);
            }
        }
        if (isOld) {
            screen.line("This file was imported before; nothing was added.");
        }
        ReportLines.of(report).forEach(screen::line);
        return report.path("complete").asBoolean() ? OK : INCOMPLETE;
    }

    private static JsonNode report(Api api, String named, boolean isWithOutcomes) {
        return api.get("/v1/imports/" + encoded(named) + (isWithOutcomes ? "?outcomes=true" : ""))
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
