package io.kuajie.ingest.domain.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.kuajie.ingest.domain.form.FieldReader;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.ingest.domain.mapping.Mapping;
import io.kuajie.ingest.domain.mapping.MappingForm;
import io.kuajie.ingest.domain.mapping.Shape;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch from a partner's interface that answers JSON page by page.
 *
 * @param url of the first page
 * @param secret name of the configured secret that opens it; null where it is open
 * @param header in which the secret is sent
 * @param items path of the array of items in a page; empty where the page is the array
 * @param cursorPath where a page says how the next is found; null for a single page
 * @param cursorParameter parameter that carries the cursor; null where it is the next page's address
 * @param format how an item is read
 */
public record PullOrder(
        URI url,
        @Nullable String secret,
        String header,
        String items,
        @Nullable String cursorPath,
        @Nullable String cursorParameter,
        ImportFormat format) {
    private static final int SHORT = 256;
    private static final int ADDRESS = 2048;
    private static final Set<String> KNOWN = Set.of("url", "secret", "header", "items", "cursor", "mapping");

    /** Reads an order, or everything that is wrong with it. */
    public static Form<PullOrder> parse(JsonNode json) {
        FieldReader in = FieldReader.of(json, "");
        in.names().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> in.fault(name, "is nothing that pulls know"));
        URI url = address(in, in.requiredText("url", ADDRESS));
        String secret = in.text("secret", SHORT);
        String header = in.text("header", SHORT);
        if (header != null && !header.matches("[A-Za-z][A-Za-z0-9-]*")) {
            in.fault("header", "must be the name of a header, such as Authorization");
        }
        String items = in.text("items", SHORT);
        FieldReader cursor = in.object("cursor");
        String path = cursor == null ? null : cursor.requiredText("path", SHORT);
        String parameter = cursor == null ? null : cursor.text("parameter", SHORT);
        ImportFormat format = format(json.path("mapping"), in);
        return in.make(() -> new PullOrder(
                Objects.requireNonNull(url),
                secret,
                header == null ? "Authorization" : header,
                items == null ? "" : items,
                path,
                parameter,
                format));
    }

    private static @Nullable URI address(FieldReader in, String text) {
        try {
            URI url = URI.create(text);
            boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (isWeb && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as any other fault of it.
        }
        in.fault("url", "must be an https address without a user name; name the key in secret");
        return null;
    }

    private static ImportFormat format(JsonNode mapping, FieldReader in) {
        ImportFormat messages = new ImportFormat.SegmentMessages(Duration.ZERO);
        if (mapping.isMissingNode() || mapping.isNull()) {
            return messages;
        }
        return switch (MappingForm.parse(mapping, "mapping")) {
            case Form.Valid<Mapping>(Mapping valid) -> {
                if (!(valid.shape() instanceof Shape.JsonObject)) {
                    in.fault("mapping.format", "must be json");
                }
                yield new ImportFormat.Explained(valid, Duration.ZERO);
            }
            case Form.Invalid<Mapping> invalid -> {
                invalid.faults().forEach(fault -> in.fault(fault.field(), fault.reason()));
                yield messages;
            }
        };
    }
}
