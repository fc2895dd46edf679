package io.kuajie.profile.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.profile.domain.person.Portrait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final String TEN = "[1,2,3,4,5,6,7,8,9,10]";

    private final Conditions conditions = new Conditions();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "person.counts['buy'] == 3 && person.spend['EUR'] >= 400             | true",
                "person.counts == {'buy': 3}                                         | false",
                "'cart' in person.counts && !('buy' in person.counts)                | false",
                "person.items.exists(item, item.startsWith('blossom:'))              | true",
                "person.partners.all(p, person.items.exists(i, i.startsWith(p+':'))) | true",
                "person.cluster.matches('^c[0-9]{1,3}$')                             | true",
                "person.interest['hair'] > 0.03 && person.interest['hair'] < 0.04    | true",
                "person.age == '25-34' && person.country == 'CN'                     | true",
                "person.stage == 'loyal' && days.since_last < 1.0                    | true",
                "size(recent.hour) == 0 && recent.day['buy'] == 8.0                  | true",
                "size(recent.in_category('beauty', 'hair', 7)) > 0                   | true",
                "size(recent.in_category('beauty', 'hair', 6)) > 0                   | true",
                "size(recent.in_category('beauty', 'hair', 5)) > 0                   | false",
                "size(recent.in_category('course', 'hair', 30)) > 0                  | false",
                "recent.in_category('course', 'styling', 30)['learn'] == 4.0         | true",
                "size(recent.in_category('course', '', 30)) > 0                      | false",
                "recent.in_category('course', 'styling', 7)['buy'] == 8.0            | true",
                "'learn' in recent.in_domain('course', 20)                           | false",
                "'learn' in recent.in_domain('course', 21)                           | true",
                "recent.in_domain('beauty', 7)['buy'] == 16.0                        | true",
                "!('buy' in recent.in_domain('beauty', 3))                           | true",
                "!('buy' in recent.in_domain('travel', 3))                           | true",
                "days.since_item['blossom:serum'] < 6.0                              | true",
                "days.since_item['blossom:serum'] < 5.0                              | false",
                "'blossom:serum' in person.owned && days.since_item['blossom:serum'] < 7.0 | true",
                "person.strongest['blossom:mask'] == 'click'                         | true"
            })
    void condition_onAKnownPerson_holdsOrNot(String text, boolean holds) {
        // Given
        Condition condition = ready(text);

        // When
        boolean held = condition.holds(facts(KnownPerson.portrait()));

        // Then
        assertThat(held).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person.counts['attend'] > 0",
                "!(person.counts['attend'] > 0)",
                "1 / (person.counts['browse'] - 1) > 0",
                "1 % (person.counts['browse'] - 1) == 0",
                "person.counts['browse'] + 9223372036854775807 > 0",
                "person.items[64] == 'academy:lesson'",
                "days.since_item['blossom:serum'] < 7.0",
                "days.since_purchase < 7.0",
                "!(days.since_purchase < 7.0)",
                "person.gender != 'female'",
                "person.rating < 3.0",
                "int(person.cluster) == 7"
            })
    void condition_thatFailsOnSomebody_isNotMet(String text) {
        assertThat(ready(text).holds(facts(KnownPerson.stranger()))).isFalse();
    }

    @Test
    void condition_thatLooksAtTooMuchOfSomebody_isNotMetByThem() {
        Condition condition = ready("person.items.all(one, person.items.exists(other, one == other))");

        assertThat(condition.holds(facts(KnownPerson.portrait()))).isTrue();
        assertThat(condition.holds(facts(KnownPerson.collector()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "person.counts                     | gives map and must give true or false",
                "person.cluster                    | gives string and must give true or false",
                "days.since_last                   | gives double and must give true or false",
                "dyn(true)                         | gives dyn and must give true or false",
                "recent                            | gives recent and must give true or false",
                "~~                                | The condition is empty",
                "person.nonsense > 1               | line 1, column 1: undeclared reference to 'person'",
                "size(recent.fortnight) > 0        | line 1, column 12: type 'recent' does not support field selection",
                "size(recent.in_city('x', 7)) > 0  | line 1, column 20: undeclared reference to 'in_city'",
                "size(recent.in_domain('x')) > 0   | no matching overload for 'in_domain'",
                "days.since_last < '3'             | no matching overload for '_<_'",
                "person.counts['buy'] >            | line 1, column 23: ",
                "'unclosed                         | line 1, column 1: ",
                "size(recent.in_domain('course', 0)) > 0                  | days of in_domain() must be written out",
                "size(recent.in_domain('course', 31)) > 0                 | from 1 to 30",
                "size(recent.in_category('a', 'b', 32)) > 0               | days of in_category() must be written out",
                "size(recent.in_domain('course', size(person.items))) > 0 | must be written out, from 1 to 30",
                "person.cluster.matches(person.stage)                     | must be written out in quotes",
                "person.cluster.matches('(')                              | can't be read: error parsing regexp",
                "person.cluster.matches('(x{900}){900}')                  | may count repetitions once",
                "person.cluster.matches('(abc){500}')                     | steps and may take 1000"
            })
    void compile_wrongText_isRefusedInWords(String text, String fault) {
        assertThat(faults(text)).first().asString().contains(fault);
    }

    @Test
    void compile_longDeepOrDearText_isRefusedInWords() {
        assertThat(faults("true || " + "true || ".repeat(300) + "true"))
                .containsExactly("The condition has 2412 characters and may have 2000.");
        assertThat(faults("(".repeat(40) + "true" + ")".repeat(40)))
                .containsExactly("line 1, column 1: Expression recursion limit exceeded. limit: 32");
        assertThat(faults("person.cluster.matches('" + "a".repeat(201) + "')"))
                .containsExactly("The pattern of matches() has 201 characters and may have 200.");
        assertThat(faults("%s.all(a, %s.all(b, %s.all(c, true)))".replace("%s", TEN)))
                .containsExactly("The condition looks through lists within lists 3 deep and may do so 2 deep.");
        assertThat(faults(ones(40) + ".all(a, " + ones(40) + ".all(b, true))"))
                .containsExactly("The condition takes 1640 steps through lists and may take 1000.");
    }

    @Test
    void compile_loopsWithinBounds_areUsable() {
        // Neither is within the other.
        assertThat(ready(TEN + ".filter(a, a > 1).filter(b, b > 2).exists(c, c == 10)")
                        .holds(facts(KnownPerson.stranger())))
                .isTrue();
        assertThat(ready(ones(30) + ".all(a, " + ones(30) + ".all(b, a == b))").holds(facts(KnownPerson.stranger())))
                .isTrue();
        assertThat(ready("true" + " || true".repeat(249)).holds(facts(KnownPerson.stranger())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "person.stage == 'new'                            | true",
                "size(recent.month) > 0                           | true",
                "'buy' in recent.in_domain('course', 7)           | true",
                "size(recent.in_category('a', 'b', 7)) > 0        | true",
                "days.since_first < 3.0                           | true",
                "'x' in days.since_item                           | true",
                "person.cluster == 'c1' && days.since_last > 3.0  | true",
                "person.counts['buy'] > 0                         | false",
                "person.strongest['x'] == 'buy'                   | false",
                "person.interest['hair'] > 0.1                    | false"
            })
    void dependsOnTime_byWhatIsAskedFor_isTold(String text, boolean dependsOnTime) {
        assertThat(ready(text).dependsOnTime()).isEqualTo(dependsOnTime);
    }

    private List<String> faults(String text) {
        return switch (conditions.compile(text)) {
            case Conditions.Compiled.Ready ready -> throw new AssertionError("Usable: " + text);
            case Conditions.Compiled.Invalid invalid -> invalid.faults();
        };
    }

    private Condition ready(String text) {
        return switch (conditions.compile(text)) {
            case Conditions.Compiled.Ready ready -> ready.condition();
            case Conditions.Compiled.Invalid invalid -> throw new AssertionError(invalid.faults());
        };
    }

    private static PersonFacts facts(Portrait portrait) {
        return new PersonFacts(portrait, "c7", KnownPerson.LAST.plus(Duration.ofHours(12)));
    }

    private static String ones(int count) {
        return "[" + "1,".repeat(count - 1) + "1]";
    }
}
