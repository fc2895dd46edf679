package io.kuajie.campaign.domain.campaign;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;

/**
 * Checks a target: a CEL expression over the maps {@code person}, {@code item} and {@code context} that is true or false, such
 * as {@code item.price <= 20000 && 'skin-care' in item.tags}. It is evaluated where offers are chosen.
 */
final class TargetExpression {
    private static final CelType FACTS = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("person", FACTS)
            .addVar("item", FACTS)
            .addVar("context", FACTS)
            .build();

    private static final int LONGEST_MESSAGE = 120;

    private TargetExpression() {}

    /** @throws IllegalArgumentException if the text does not compile, or gives something other than true or false */
    static void check(String text) {
        CelType result;
        try {
            result = COMPILER.compile(text).getAst().getResultType();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(
                    "is no CEL expression over person, item and context: " + first(e.getErrors()), e);
        }
        if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
            throw new IllegalArgumentException("must be true or false, but gives %s; compare it with something."
                    .formatted(CelTypes.format(result)));
        }
    }

    private static String first(List<CelIssue> issues) {
        return issues.stream()
                .findFirst()
                .map(issue -> "at column %d, %s"
                        .formatted(issue.getSourceLocation().getColumn() + 1, shortened(issue.getMessage())))
                .orElse("it can't be read.");
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
