package io.kuajie.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class ReportLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void report_ofACompleteImport_tellsEachReason() throws JsonProcessingException {
        // When
        var lines = ReportLines.of(JSON.readTree("""
                {"import":"x","lines":12000,"accepted":11990,"skipped":1,"rejected":{"truncated":1},"complete":true,
                 "cleaning":{"complete":true,"clean":11980,"rejected":{"duplicate":10}}}"""));
        // Then
        assertThat(lines)
                .contains(
                        "lines      12,000", "clean      11,980", "rejected in cleaning:", "  duplicate            10");
    }

    @Test
    void report_ofAPullThatEnded_tellsWhy() throws JsonProcessingException {
        // When
        var lines = ReportLines.of(JSON.readTree("""
                {"import":"x","lines":1,"accepted":1,"skipped":0,"rejected":{},"complete":false,"problem":"It answered 401.",
                 "cleaning":{"complete":false,"clean":0,"rejected":{}}}"""));
        // Then
        assertThat(lines).contains("ended      It answered 401.");
    }

    @Test
    void rehearsal_tellsTheFirstProblems() throws JsonProcessingException {
        // When
        var lines = ReportLines.ofRehearsal(JSON.readTree("""
                {"lines":2,"accepted":1,"skipped":0,"events":{"browse":1},"rejected":{"bad-time":1},
                 "problems":[{"line":2,"code":"bad-time","detail":"Times are RFC 3339.","payload":"a,b"}]}"""));
        // Then
        assertThat(lines).contains("line 2: bad-time. Times are RFC 3339. | a,b");
    }
}
