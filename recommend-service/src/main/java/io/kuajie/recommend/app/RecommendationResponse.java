package io.kuajie.recommend.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.kuajie.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of recommendations as storefronts receive it.
 *
 * @param requestId to be echoed by the events that follow from it
 * @param objective what the list is ordered by: relevance, clicks, orders or value
 * @param fallback none for a personal list, else cluster or popular
 * @param asOf positions of the latest events of the person that are reflected, joined by commas; where nothing of a person is in it,
 *     those of items and profiles that it was made from, such as {@code catalog.items/0:17,profile.state/3:1042}
 * @param leftOut what there was no time for: model, sources, clicks, boost, filter, offers; and pins for some that are not known; absent for a whole list
 */
@JsonSerialize(using = RecommendationSerializer.class)
@JsonPropertyOrder({"requestId", "items", "model", "objective", "arm", "fallback", "asOf", "leftOut", "tookMicros"})
public record RecommendationResponse(
        String requestId,
        List<Entry> items,
        String model,
        String objective,
        String arm,
        String fallback,
        String asOf,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> leftOut,
        long tookMicros) {
    /** One place of the list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"item", "score", "reason", "offer"})
    public record Entry(
            @JsonUnwrapped ItemView item,
            double score,
            Reason reason,
            @Nullable Incentive offer) {}

    /**
     * Why an item stands there.
     *
     * @param text null where no explanation was asked for
     * @param json the same as an entry's field, with a comma before it; not to be written to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"code", "text", "because"})
    @JsonIgnoreProperties("json")
    public record Reason(String code, @Nullable String text, List<String> because, byte[] json) {
        private static final int USUAL_BYTES = 128;

        static Reason of(String code, @Nullable String text, List<String> because) {
            JsonBytes field =
                    new JsonBytes(USUAL_BYTES).ascii(",\"reason\":{\"code\":").text(code);
            if (text != null) {
                field.ascii(",\"text\":").text(text);
            }
            byte[] json = field.ascii(",\"because\":").texts(because).ascii("}").copy();
            return new Reason(code, text, because, json);
        }
    }

    /** An offer that comes with the item. @param expires from when it no longer holds */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"campaign", "kind", "title", "expires", "percentOff", "amountOff", "minimumSpend"})
    public record Incentive(
            String campaign,
            String kind,
            String title,
            Instant expires,
            @Nullable Double percentOff,
            @Nullable Money amountOff,
            @Nullable Money minimumSpend) {}
}
