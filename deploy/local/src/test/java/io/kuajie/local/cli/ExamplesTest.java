package io.kuajie.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuajie.local.client.Api;
import io.kuajie.local.terminal.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code --help} shows to be copied. */
class ExamplesTest {
    private static final int NARROW = 80;

    static Stream<Object> commands() {
        Screen screen = new Screen(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false, NARROW);
        Path root = Path.of("");
        return Stream.of(
                new RunCommand(root, screen),
                new DemoCommand(root, screen),
                new ImportCommand(screen),
                new PortraitCommand(screen),
                new RecomputeCommand(screen, Api.PATIENCE));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examples_onANarrowTerminal_areNotBroken(Object command) {
        // Given
        CommandLine line = new CommandLine(command).setUsageHelpAutoWidth(false).setUsageHelpWidth(NARROW);

        // When
        List<String> shown = line.getUsageMessage().lines().toList();

        // Then
        List<String> examples = Arrays.stream(
                        line.getCommandSpec().usageMessage().footer())
                .filter(told -> told.startsWith("  "))
                .toList();
        assertThat(examples).isNotEmpty();
        assertThat(shown).containsAll(examples);
    }
}
