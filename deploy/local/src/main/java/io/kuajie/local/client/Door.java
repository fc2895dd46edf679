package io.kuajie.local.client;

import io.kuajie.kernel.Purpose;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ingest-service, as one partner uses it. */
public final class Door {
    /** Links that fit one request. */
    public static final int LINKS_AT_ONCE = 1000;

    private final Api api;

    public Door(Api api) {
        this.api = api;
    }

    public Api api() {
        return api;
    }

    /** Hands in events, in the order given. @return where they stand */
    public Positions send(List<Map<String, Object>> batch) {
        return Positions.parse(api.post("/v1/batch", Map.of("batch", batch)).header(Positions.HEADER));
    }

    /** Uploads catalogue items. */
    public void upload(List<Map<String, Object>> items) {
        api.post("/v1/catalog/items:batch", Map.of("items", items));
    }

    /** Notes that a user consents to these purposes. */
    public void consent(String userId, Collection<Purpose> purposes) {
        Map<String, String> granted = new LinkedHashMap<>();
        purposes.forEach(purpose -> granted.put(purpose.wireName(), "GRANTED"));
        api.post("/v1/privacy/consents", Map.of("userId", userId, "purposes", granted));
    }

    /** Two accounts of one person. */
    public record SameUser(String userId, String otherPartner, String otherUserId) {}

    /** Says which of the partner's users are users of another partner. @param same at most {@value #LINKS_AT_ONCE} */
    public void link(List<SameUser> same) {
        List<Map<String, Object>> links = same.stream()
                .map(link -> Map.<String, Object>of(
                        "userId",
                        link.userId(),
                        "sameAs",
                        Map.of("partner", link.otherPartner(), "userId", link.otherUserId())))
                .toList();
        api.post("/v1/identity/links", Map.of("links", links));
    }
}
