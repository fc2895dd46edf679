package io.kuajie.recommend.domain.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuajie.recommend.domain.Town;
import io.kuajie.recommend.domain.expression.Expressions.Use;
import io.kuajie.recommend.domain.expression.Facts.PersonFacts;
import io.kuajie.recommend.domain.items.ItemNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private final Expressions expressions = new Expressions();
    private final Town town = new Town(true);

    @BeforeEach
    void list() {
        town.list("blossom:serum", "精华液", "skin-care");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "item.price <= 20000 && 'skin-care' in item.tags | true",
                "item.price > 20000                              | false",
                "item.partner == 'blossom' && item.id == 'serum' | true",
                "item.key == 'blossom:serum'                     | true",
                "item.domain == 'beauty'                         | true",
                "item.title.contains('精华')                      | true",
                "item.tags.exists(tag, tag.startsWith('skin'))   | true",
                "item.category.matches('^skin.*')                | true",
                "'level' in item.attributes                      | false",
                "item.attributes['level'] == 'easy'              | false",
                "item.stock > 0                                  | false",
                "!(item.stock > 0)                               | false"
            })
    void filter_condition_holdsOrNot(String text, boolean holds) {
        // When
        Expression filter = ready(Use.FILTER, text);

        // Then
        assertThat(filter.holds(facts())).isEqualTo(holds);
    }

    @Test
    void filter_itemChanges_isAskedAgain() {
        // Given
        Expression filter = ready(Use.FILTER, "item.title == '精华液'");
        ItemNode serum = town.items.of(Town.key("blossom:serum"));
        assertThat(filter.holds(serum, Map.of(), () -> true)).isTrue();
        assertThat(filter.holds(serum, Map.of(), () -> true)).isTrue();

        // When
        town.list("blossom:serum", "面霜", "skin-care");

        // Then
        assertThat(filter.holds(serum, Map.of(), () -> true)).isFalse();
    }

    @Test
    void filter_manyItems_eachHasItsOwnAnswer() {
        // Given
        Expression filter = ready(Use.FILTER, "item.id.endsWith('7')");
        for (int pass = 0; pass < 2; pass++) {
            for (int item = 0; item < 40_000; item++) {
                // When
                ItemNode node = town.items.of(Town.key("blossom:" + item));

                // Then
                assertThat(filter.holds(node, Map.of(), () -> true)).isEqualTo(item % 10 == 7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item.prise <= 200",
                "item.price <= ",
                "item.price <= 'cheap'",
                "item.price + 1",
                "person.cluster == 'c1'",
                "'unclosed",
                "nothing()",
                "",
                "  "
            })
    void filter_wrongText_isInvalidWithItsPlace(String text) {
        // When
        Compiled compiled = expressions.compile(Use.FILTER, text);

        // Then
        assertThat(compiled).isInstanceOf(Compiled.Invalid.class);
        assertThat(((Compiled.Invalid) compiled).faults()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.line()).isPositive();
            assertThat(fault.column()).isPositive();
            assertThat(fault.message()).isNotBlank();
        });
    }

    @Test
    void filter_misspeltProperty_isNamedWithItsPlace() {
        // When
        Compiled compiled = expressions.compile(Use.FILTER, "item.price > 1 &&\n item.prise < 2");

        // Then
        assertThat(compiled.toString()).contains("line 2").contains("item");
    }

    @Test
    void target_personAndContext_canBeAskedAbout() {
        // Given
        PersonFacts person = new PersonFacts(true, "c3", List.of("course"), List.of("make-up"), Map.of("buy", 2L));
        Facts facts = new Facts(node(), person, Map.of("surface", "home", "hour", 9L));

        // When
        Expression target = ready(
                Use.TARGET,
                "person.known && person.cluster == 'c3' && 'course' in person.domains && person.counts['buy'] >= 2"
                        + " && context.surface == 'home' && context.hour > 8 && item.price < 10000");

        // Then
        assertThat(target.holds(facts)).isTrue();
        assertThat(target.holds(facts())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "item.category == 'skin-care' ? 1.5 : 1.0 | 1.5",
                "item.price > 1000000 ? 2 : 1             | 1",
                "1.0 / 0.0                                | 1",
                "-3.0                                     | 0",
                "item.stock * 2                           | 1"
            })
    void boost_number_isFactorWithinBounds(String text, double factor) {
        assertThat(ready(Use.BOOST, text).factor(facts())).isCloseTo(factor, within(1e-9));
    }

    @Test
    void expression_endlessLooking_isCutShort() {
        // Given
        String ten = "[1,2,3,4,5,6,7,8,9,10]";
        Expression expression =
                ready(Use.FILTER, "%s.all(a, %s.all(b, %s.all(c, %s.all(d, %s.all(e, true)))))".replace("%s", ten));

        // When
        boolean holds = expression.holds(facts());

        // Then
        assertThat(holds).isFalse();
    }

    @Test
    void expression_deepOrLongText_isInvalid() {
        assertThat(expressions.compile(Use.FILTER, "(".repeat(900) + "true" + ")".repeat(900)))
                .isInstanceOf(Compiled.Invalid.class);
        assertThat(expressions.compile(Use.FILTER, "true || " + "true || ".repeat(500) + "true"))
                .isInstanceOf(Compiled.Invalid.class);
    }

    @Test
    void compile_patternsThatGrow_areInvalid() {
        assertThat(expressions.compile(Use.FILTER, "item.title.matches('(x{1000}){1000}')"))
                .isInstanceOf(Compiled.Invalid.class);
        assertThat(expressions.compile(Use.FILTER, "item.title.matches(item.title + '{900}')"))
                .isInstanceOf(Compiled.Invalid.class);
        assertThat(expressions.compile(Use.FILTER, "[1].exists(n, matches(item.title, '((a{99}){99}){99,}'))"))
                .isInstanceOf(Compiled.Invalid.class);
        assertThat(expressions.compile(Use.FILTER, "item.title.matches('^[A-Z]{2,3} .*(霜|cream)$')"))
                .isInstanceOf(Compiled.Ready.class);
    }

    @Test
    void compile_sameText_isKept() {
        assertThat(expressions.compile(Use.FILTER, "item.price > 1"))
                .isSameAs(expressions.compile(Use.FILTER, "item.price > 1"));
    }

    private Expression ready(Use use, String text) {
        return switch (expressions.compile(use, text)) {
            case Compiled.Ready(Expression expression) -> expression;
            case Compiled.Invalid invalid -> throw new AssertionError(invalid.toString());
        };
    }

    private ItemNode node() {
        return town.items.of(Town.key("blossom:serum"));
    }

    private Facts facts() {
        return new Facts(node(), PersonFacts.NOBODY, Map.of());
    }
}
