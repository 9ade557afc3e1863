package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.cli.context.Context;
import org.podstudio.cli.context.Globals;
import org.podstudio.cli.context.Positionals;
import org.podstudio.cli.context.Surroundings;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.work.RunCommand;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class UsageTest {

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();
    private Shell shell = new Shell(studio, folder);

    @BeforeEach
    void open() {
        shell = new Shell(studio, folder);
    }

    @Test
    void says_its_version() {
        assertEquals(ExitCode.DONE, shell.run("--version"));
        assertEquals("podstudio 1.2.3", shell.out().strip());
    }

    @Test
    void an_unknown_command_is_a_usage_error_of_two_lines() {
        assertEquals(ExitCode.USAGE, shell.run("procesors"));
        assertEquals(
                List.of("error: There is no command 'procesors'.",
                        "  Did you mean processors? podstudio --help tells more."),
                shell.err().lines().limit(2).map(l -> l.replaceFirst("processors, .*\\?", "processors?")).toList());
        assertEquals("", shell.out());
    }

    @Test
    void an_unknown_option_names_the_known_ones() {
        assertEquals(ExitCode.USAGE, shell.run("processors", "--colour=red"));
        assertTrue(shell.err().startsWith("error: There is no option '--colour' for podstudio processors."),
                shell.err());
        assertTrue(shell.err().contains("--schema"), shell.err());
    }

    @Test
    void an_error_is_an_object_for_programs() throws IOException {
        assertEquals(ExitCode.NOT_FOUND, shell.run("--json", "processors", "nothing"));
        var error = new ObjectMapper().readTree(shell.err()).get("error");
        assertEquals("engine.unknown-processor", error.get("code").asText());
        assertEquals("Use one of: louder, sharpen.", error.get("advice").asText());
        assertTrue(error.get("parameter").isNull());
        assertEquals("", shell.out());
    }

    @Test
    void global_options_stand_before_or_after_the_command() {
        assertEquals(ExitCode.DONE, shell.run("--json", "processors"));
        String before = shell.out();
        assertEquals(ExitCode.DONE, shell.run("processors", "--json"));
        assertEquals(before, shell.out());
    }

    @Test
    void the_options_without_a_value_are_known_before_they_are_parsed() {
        Context context = new Context(studio,
                new Surroundings(System.out, System.err, folder, Map.of(), () -> false, () -> 80),
                new Globals(), shell.interruption);
        CommandLine root = new CommandLine(new Root());
        root.addSubcommand("run", RunCommand.with(context, List.of()));
        Set<String> flags = Stream.of(root, root.getSubcommands().get("run"))
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.arity().max() == 0).map(OptionSpec::longestName).collect(Collectors.toSet());
        assertEquals(Positionals.FLAGS, flags);
    }

    @Test
    void no_command_shows_the_help() {
        assertEquals(ExitCode.USAGE, shell.run());
        assertTrue(shell.err().contains("Commands:"), shell.err());
    }

    @Test
    void help_does_not_touch_a_service() {
        assertEquals(ExitCode.DONE, shell.run("processors", "--help"));
        assertEquals(List.of(), studio.touched);
        assertFalse(shell.out().contains("\u001b"), "no colours without a terminal");
    }

    @Test
    void a_name_that_looks_like_an_option_is_told_how_to_be_written() {
        for (String command : List.of("show", "import")) {
            assertEquals(ExitCode.USAGE, shell.run(command, "-dash.png"));
            assertTrue(shell.err().contains("goes after --, or write ./-dash.png."), shell.err());
        }
        assertEquals(ExitCode.USAGE, shell.run("show", "a.png", "-dash.png"));
        assertTrue(shell.err().contains("goes after --, or write ./-dash.png."), shell.err());
        shell.run("show", "-v");
        assertTrue(shell.err().contains("Write: podstudio show [OPTIONS] ASSET"), shell.err());
    }

    @Test
    void an_unknown_subcommand_is_an_error_even_when_help_is_wanted() {
        assertEquals(ExitCode.USAGE, shell.run("jobs", "wait", "--help"));
        assertTrue(shell.err().startsWith("error: There is no command 'wait' of podstudio jobs."), shell.err());
        assertEquals(ExitCode.USAGE, shell.run("jobs", "wach"));
        assertTrue(shell.err().contains("Did you mean watch"), shell.err());
        assertEquals(ExitCode.USAGE, shell.run("wait", "--help"));
        assertEquals(ExitCode.DONE, shell.run("jobs", "watch", "--help"));
    }

    @Test
    void choices_are_in_lower_case_and_help_is_that_of_the_processor() {
        assertEquals(ExitCode.USAGE, shell.run("run", "sharpen", "a.png", "--priority=soon"));
        assertTrue(shell.err().contains("[low, normal, high, urgent]"), shell.err());
        assertTrue(shell.err().contains("podstudio run sharpen --help"), shell.err());
        shell.run("run", "sharpen", "a.png", "--sise=3");
        assertTrue(shell.err().contains("podstudio run sharpen --help"), shell.err());
    }

    @Test
    void every_help_ends_with_the_exit_codes() {
        for (List<String> command : List.of(List.of("run"), List.of("jobs", "watch"), List.of("models"))) {
            shell.run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));
            assertTrue(shell.out().endsWith("75 try again later, 130 interrupted.\n"), shell.out());
        }
    }

    @Test
    void a_schema_is_one_of_a_processor() {
        assertEquals(ExitCode.USAGE, shell.run("processors", "--schema"));
    }
}
