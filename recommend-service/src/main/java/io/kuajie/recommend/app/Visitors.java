package io.kuajie.recommend.app;

import io.kuajie.edge.Problem;
import io.kuajie.edge.visitor.TokenCheck;
import io.kuajie.edge.visitor.UserToken;
import io.kuajie.edge.visitor.UserTokenKey;
import io.kuajie.edge.visitor.UserTokens;
import io.kuajie.edge.visitor.Visitor;
import io.kuajie.kernel.LeafKey;
import io.kuajie.kernel.Pseudonymizer;
import io.kuajie.kernel.Pseudonymizer.Kind;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Tells whom a list is for: whom the request names, or whom its user token does. A key that stands in a page asks for nobody else than
 * the token's person.
 */
@Singleton
class Visitors {
    /** The token that a partner's server has signed for its visitor. */
    static final String HEADER = "Kuajie-User-Token";

    private static final String HOW =
            "the partner's server signs a JWT (EdDSA or ES256) with 'iss', 'aud', 'sub' and 'exp', and the page sends it in the header "
                    + HEADER + " or the field 'userToken'";

    private final UserTokens tokens;
    private final Pseudonymizer pseudonymizer;

    Visitors(UserTokens tokens, Pseudonymizer pseudonymizer) {
        this.tokens = tokens;
        this.pseudonymizer = pseudonymizer;
    }

    /** Whether it takes no signature to tell whom the list is for. */
    boolean isKnown(RecommendationRequest request, Storefront storefront) {
        UserToken token = request.userToken();
        UserTokenKey key = storefront.userTokens().key();
        return token == null || key == null || tokens.isKnown(token, storefront.partner(), key);
    }

    /**
     * The leaf of whom the list is for; null for nobody in particular.
     *
     * @throws WebApplicationException 401 where a token is missing or not valid, 403 where it may not be used so
     */
    @Nullable
    LeafKey leaf(RecommendationRequest request, Storefront storefront) {
        UserToken token = request.userToken();
        if (token != null) {
            return leaf(signed(token, request, storefront), storefront);
        }
        if (request.user() == null && request.anonymousId() == null) {
            return null;
        }
        if (storefront.userTokens().isRequired()) {
            throw unauthorized(
                    "This key asks for a named user only with that user's token: %s. Without an id, the list is for anybody."
                            .formatted(HOW));
        }
        return leaf(new Visitor(request.user(), request.anonymousId()), storefront);
    }

    private LeafKey leaf(Visitor visitor, Storefront storefront) {
        String user = visitor.user();
        return user == null
                ? pseudonymizer.leaf(storefront.partner(), Kind.ANONYMOUS, String.valueOf(visitor.anonymousId()))
                : pseudonymizer.leaf(storefront.partner(), Kind.USER, user);
    }

    private Visitor signed(UserToken token, RecommendationRequest request, Storefront storefront) {
        UserTokenKey key = storefront.userTokens().key();
        if (key == null) {
            throw Problem.of(
                            403,
                            "This key takes no user tokens, as it was issued without 'userTokenKey'; leave the token out or use another key.")
                    .toException();
        }
        return switch (tokens.check(token, storefront.partner(), key)) {
            case TokenCheck.Invalid(String reason) ->
                throw unauthorized("The user token %s. How to sign: %s.".formatted(reason, HOW));
            case TokenCheck.Valid(Visitor visitor) -> {
                requireSame(visitor, request);
                yield visitor;
            }
        };
    }

    /** An anonymous id beside a token for a user counts for nothing, as it does beside a user id. */
    private static void requireSame(Visitor visitor, RecommendationRequest request) {
        boolean isAnotherUser = request.user() != null && !request.user().equals(visitor.user());
        boolean isAnotherDevice = visitor.user() == null
                && request.anonymousId() != null
                && !request.anonymousId().equals(visitor.anonymousId());
        if (isAnotherUser || isAnotherDevice) {
            throw Problem.of(
                            403,
                            "The request names somebody else than its user token; leave the id out, or send that person's token.")
                    .toException();
        }
    }

    private static WebApplicationException unauthorized(String detail) {
        Response response = Response.fromResponse(Problem.of(401, detail).toResponse())
                .header("WWW-Authenticate", HEADER)
                .build();
        return new WebApplicationException(detail, response);
    }
}
