package io.kuajie.recommend.app;

import io.kuajie.edge.visitor.UserToken;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for recommendations as storefronts send it; everything may be left out but what is asked for (domain, or partner).
 *
 * @param user the storefront's own user id
 * @param anonymousId the storefront's id of somebody not logged in; used where there is no user
 * @param userToken what the storefront's server has signed of the user; names whom it is for
 * @param personalised false for a list as without consent, that knows nothing of the user
 * @param partner whose items are wanted; from an operator, in whose name is asked
 * @param items what is on the page or in the basket
 * @param filter a condition on items, in the Common Expression Language
 * @param boost a factor on scores, likewise
 * @param objective what the list is to be ordered by: relevance, clicks, orders or value; that of the settings where not given
 * @param pins what is to stand on top, in this order; those of the settings where not given, none where empty
 * @param diversity 0 to 1
 * @param rotation 0 to 1: how far what the user was shown of late steps back
 */
public record RecommendationRequest(
        @Nullable String user,
        @Nullable String anonymousId,
        @Nullable UserToken userToken,
        @Nullable Boolean personalised,
        @Nullable String domain,
        @Nullable String partner,
        @Nullable Integer count,
        @Nullable String surface,
        @Nullable List<String> items,
        @Nullable Map<String, Object> context,
        @Nullable String filter,
        @Nullable String boost,
        @Nullable String objective,
        @Nullable Double diversity,
        @Nullable Double rotation,
        @Nullable List<String> exclude,
        @Nullable List<String> pins,
        @Nullable Boolean explain,
        @Nullable String locale) {
    public RecommendationRequest {
        user = given(user);
        anonymousId = given(anonymousId);
        userToken = userToken == null || userToken.isBlank() ? null : userToken;
        domain = given(domain);
        partner = given(partner);
        surface = given(surface);
        filter = given(filter);
        boost = given(boost);
        objective = given(objective);
        locale = given(locale);
    }

    /**
     * As it stands in headers and an address, where everything is a text.
     *
     * @throws jakarta.ws.rs.WebApplicationException with status 400 for a value of the wrong form
     */
    static RecommendationRequest ofQuery(
            @Nullable String user,
            @Nullable String anonymousId,
            @Nullable String userToken,
            @Nullable String personalised,
            @Nullable String domain,
            @Nullable String partner,
            @Nullable String count,
            @Nullable String surface,
            @Nullable String item,
            @Nullable String pin,
            @Nullable String explain,
            @Nullable String locale,
            @Nullable String filter,
            @Nullable String objective) {
        return new RecommendationRequest(
                UserIdHeader.decode(RecommendationsResource.USER, user),
                UserIdHeader.decode(RecommendationsResource.ANONYMOUS, anonymousId),
                userToken == null ? null : new UserToken(userToken),
                QueryValues.flag("personalised", personalised),
                domain,
                partner,
                QueryValues.count(count),
                surface,
                Replies.optional(item),
                null,
                filter,
                null,
                objective,
                null,
                null,
                null,
                QueryValues.keys(pin),
                QueryValues.flag("explain", explain),
                locale);
    }

    /** This with the token that came in the header; one of the body counts before it. */
    RecommendationRequest withToken(@Nullable String header) {
        return userToken != null || header == null
                ? this
                : new RecommendationRequest(
                        user,
                        anonymousId,
                        new UserToken(header),
                        personalised,
                        domain,
                        partner,
                        count,
                        surface,
                        items,
                        context,
                        filter,
                        boost,
                        objective,
                        diversity,
                        rotation,
                        exclude,
                        pins,
                        explain,
                        locale);
    }

    /** A blank value is as good as none. */
    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
