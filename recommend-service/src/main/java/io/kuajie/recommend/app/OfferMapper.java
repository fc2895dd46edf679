package io.kuajie.recommend.app;

import io.kuajie.kernel.Domain;
import io.kuajie.kernel.ItemKey;
import io.kuajie.kernel.PartnerId;
import io.kuajie.recommend.domain.expression.Compiled;
import io.kuajie.recommend.domain.expression.Expression;
import io.kuajie.recommend.domain.expression.Expressions;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.offers.Offer;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an offer's record. */
final class OfferMapper {
    private final Expressions expressions;

    OfferMapper(Expressions expressions) {
        this.expressions = expressions;
    }

    /** @throws IllegalArgumentException if a key, a name or the target in it has not the form it must have */
    Offer offer(io.kuajie.events.Offer record) {
        return new Offer(
                record.getCampaign(),
                record.getKind(),
                record.getTitle(),
                record.getTitles(),
                new PartnerId(record.getIssuer()),
                host(record.getHost()),
                new Domain(record.getDomain()),
                record.getItems().stream().map(ItemKey::parse).collect(Collectors.toSet()),
                Set.copyOf(record.getClusters()),
                target(record.getTarget()),
                record.getPercentOff(),
                CatalogMapper.money(record.getAmountOff()),
                CatalogMapper.money(record.getMinimumSpend()),
                record.getPriority(),
                record.getStartsAt(),
                record.getEndsAt());
    }

    /** A blank host or a star stands for every storefront. */
    private static @Nullable PartnerId host(String host) {
        return host.isBlank() || host.equals("*") ? null : new PartnerId(host);
    }

    private @Nullable Expression target(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (expressions.compile(Use.TARGET, text)) {
            case Compiled.Ready(Expression expression) -> expression;
            case Compiled.Invalid invalid ->
                throw new IllegalArgumentException("The offer's target can't be read (%s).".formatted(invalid));
        };
    }
}
