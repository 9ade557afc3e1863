package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.podstudio.cli.screen.ExitCode;

/** The help is part of the contract; {@code -Dpodstudio.golden=write} writes it anew. */
class HelpTest {

    private final Shell shell = new Shell(new FakeStudio(), Path.of("").toAbsolutePath());

    @Test
    void help_lists_every_command() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("--help"));
        golden("help.txt");
    }

    @Test
    void help_of_run_with_a_processor_has_its_options() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("run", "sharpen", "--help"));
        golden("help-run.txt");
    }

    @Test
    void help_of_watch_says_when_it_ends() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("jobs", "watch", "--help"));
        golden("help-watch.txt");
    }

    @Test
    void help_of_pause_names_both_ways() throws IOException {
        assertEquals(ExitCode.DONE, shell.run("jobs", "pause", "--help"));
        golden("help-pause.txt");
    }

    private void golden(String name) throws IOException {
        Path file = Path.of("src/test/resources", name);
        if ("write".equals(System.getProperty("podstudio.golden"))) {
            Files.writeString(file, shell.out());
        }
        assertEquals(Files.readString(file), shell.out());
    }
}
