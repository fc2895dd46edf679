package io.kuajie.campaign.app.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets callers whose HTTP library encodes the colon of {@code /v1/campaigns/ID:approve} reach what they mean. */
public class EncodedColons {
    private static final Pattern COLON = Pattern.compile("%3a", Pattern.CASE_INSENSITIVE);

    @ServerRequestFilter(preMatching = true)
    public void decode(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (path != null && path.indexOf('%') >= 0 && COLON.matcher(path).find()) {
            request.setRequestUri(
                    URI.create(uri.toString().replace(path, COLON.matcher(path).replaceAll(":"))));
        }
    }
}
