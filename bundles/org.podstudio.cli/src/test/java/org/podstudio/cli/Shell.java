package org.podstudio.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.podstudio.cli.context.Interruption;
import org.podstudio.cli.context.Studio;
import org.podstudio.cli.context.Surroundings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Types commands and keeps what they answered. */
final class Shell {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Studio studio;
    private final Path folder;
    final Interruption interruption = new Interruption();
    /** How wide the terminal is that somebody looks at; 0: nobody does. */
    int columns;
    Map<String, String> environment = Map.of();

    Shell(Studio studio, Path folder) {
        this.studio = studio;
        this.folder = folder;
    }

    int run(String... words) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(stream(out), stream(err), folder, environment, () -> columns > 0,
                () -> columns);
        return new Cli(studio, surroundings, interruption).run(words);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
