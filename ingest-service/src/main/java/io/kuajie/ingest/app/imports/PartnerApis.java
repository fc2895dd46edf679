package io.kuajie.ingest.app.imports;

import io.kuajie.edge.Problem;
import io.kuajie.ingest.app.IngestSettings;
import io.kuajie.ingest.domain.imports.ImportReport;
import io.kuajie.ingest.domain.imports.PullOrder;
import io.kuajie.kernel.PartnerId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The partners' own interfaces, as far as the configuration opens the way to them: to named hosts only, with secrets of the same
 * partner only, and not into the platform's own network.
 */
@ApplicationScoped
public class PartnerApis {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final IngestSettings.Pull settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTING)
            .build();

    PartnerApis(IngestSettings settings) {
        this.settings = settings.ingest().pull();
    }

    /** @throws jakarta.ws.rs.WebApplicationException 400 if the address, or the secret, is not this partner's to use */
    void requireAllowed(PartnerId partner, PullOrder order) {
        String fault = fault(partner, order.url());
        if (fault != null) {
            throw refused("url", fault);
        }
        if (!isHeader(order)) {
            throw refused("header", "must be a header that clients may choose, such as Authorization");
        }
        if (order.secret() != null && secret(partner, order.secret()).isEmpty()) {
            throw refused(
                    "secret", "must be configured, as kuajie.ingest.pull.partners.%s.secrets.NAME".formatted(partner));
        }
    }

    private static boolean isHeader(PullOrder order) {
        try {
            HttpRequest.newBuilder(order.url()).header(order.header(), "");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The pages from where the report has come to. */
    LineFeed.Source pages(PartnerId partner, PullOrder order, ImportReport report, int maxLineBytes) {
        String secret =
                order.secret() == null ? null : secret(partner, order.secret()).orElseThrow();
        PageFetch fetch = new PageFetch(http, settings, order.header(), secret, url -> requireOpen(partner, url));
        return new PullFeed(order, fetch, report.cursor(), report.lines(), maxLineBytes);
    }

    /** Asked for each page: a name may have come to mean another address. */
    private void requireOpen(PartnerId partner, URI url) throws IOException {
        String fault = fault(partner, url);
        if (fault != null) {
            throw new PullEndedException("The address of the next page " + fault + ".");
        }
    }

    private @Nullable String fault(PartnerId partner, URI url) {
        boolean isPlain = "http".equals(url.getScheme());
        if (url.getHost() == null || !(isPlain || "https".equals(url.getScheme())) || url.getUserInfo() != null) {
            return "must be an https address without a user name";
        }
        if (isPlain && !settings.privateNetwork()) {
            return "must be an https address";
        }
        String host = url.getHost().toLowerCase(java.util.Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : isPlain ? HTTP : HTTPS;
        List<String> hosts =
                ofPartner(partner).flatMap(IngestSettings.PullPartner::hosts).orElse(List.of());
        boolean isAnyPort = port == HTTPS || settings.privateNetwork();
        if (!hosts.contains(host + ":" + port) && !(isAnyPort && hosts.contains(host))) {
            return "must lie on a host that kuajie.ingest.pull.partners.%s.hosts names".formatted(partner);
        }
        return settings.privateNetwork() || isPublic(host) ? null : "must lead to a public address";
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!PublicAddresses.contains(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<String> secret(PartnerId partner, String name) {
        return ofPartner(partner).map(IngestSettings.PullPartner::secrets).map(secretByName -> secretByName.get(name));
    }

    private Optional<IngestSettings.PullPartner> ofPartner(PartnerId partner) {
        Map<String, IngestSettings.PullPartner> partners = settings.partners();
        return Optional.ofNullable(partners.get(partner.value()));
    }

    private static RuntimeException refused(String field, String reason) {
        return Problem.of(400, "The pull is not allowed; see errors.", List.of(new Problem.FieldError(field, reason)))
                .toException();
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
