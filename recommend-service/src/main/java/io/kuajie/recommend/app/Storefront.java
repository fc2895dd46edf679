package io.kuajie.recommend.app;

import io.kuajie.edge.KeyRing;
import io.kuajie.edge.KeyRing.Caller;
import io.kuajie.edge.Problem;
import io.kuajie.edge.visitor.UserTokenRule;
import io.kuajie.kernel.Domain;
import io.kuajie.kernel.PartnerId;
import org.jspecify.annotations.Nullable;

/**
 * In whose name is asked, and whose items are wanted. A partner's key asks in that partner's name, and {@code partner} narrows
 * the items. An operator names the storefront in the header {@value #HEADER}, else by {@code partner}, which then narrows
 * nothing.
 *
 * @param domain the asking partner's domain; null for a partner that is not configured
 * @param wanted whose items only; null for anybody's
 * @param isOperator whether an operator asks in its name
 * @param userTokens whom may be asked for
 */
record Storefront(
        PartnerId partner,
        @Nullable Domain domain,
        @Nullable PartnerId wanted,
        boolean isOperator,
        UserTokenRule userTokens) {
    static final String HEADER = "Kuajie-Partner";

    static Storefront of(Caller caller, KeyRing keys, @Nullable String header, @Nullable String partner) {
        PartnerId wanted = partner == null || partner.isBlank() ? null : new PartnerId(partner);
        if (caller.partner() != null) {
            return new Storefront(caller.partner(), caller.domain(), wanted, false, caller.userTokens());
        }
        PartnerId named = header == null || header.isBlank() ? wanted : new PartnerId(header);
        if (named == null) {
            throw Problem.of(
                            400,
                            "An operator asks in a partner's name: send the header '%s', or 'partner'."
                                    .formatted(HEADER))
                    .toException();
        }
        Domain domain = keys.domainOf(named).orElse(null);
        PartnerId narrowed = header == null || header.isBlank() ? null : wanted;
        return new Storefront(named, domain, narrowed, true, caller.userTokens());
    }
}
