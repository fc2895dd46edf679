package io.kuajie.ingest.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that partners look reasons up in has all of them, and no other. */
final class ReasonsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (.+?) \\| (.+?) \\|$");

    @ParameterizedTest
    @EnumSource(Reason.class)
    void page_saysOfEachReason_itsRuleAndWhatToDo(Reason reason) throws IOException {
        String rule = reason.rule();
        assertThat(ruleByCode()).containsKey(reason.code());
        // The page may add what is configured to the rule's words.
        assertThat(ruleByCode().get(reason.code())).startsWith(rule.substring(0, rule.length() - 1));
    }

    @Test
    void page_namesNothingElse() throws IOException {
        assertThat(ruleByCode()).hasSameSizeAs(Reason.values());
    }

    private static Map<String, String> ruleByCode() throws IOException {
        Path page = Path.of(System.getProperty("kuajie.root", ".."), "deploy/docs/reasons.md");
        Map<String, String> ruleByCode = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(page));
        while (row.find()) {
            ruleByCode.put(row.group(1), row.group(2));
        }
        return ruleByCode;
    }
}
