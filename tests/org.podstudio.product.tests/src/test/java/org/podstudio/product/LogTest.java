package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log in the user folder tells what was done. */
class LogTest {

    @TempDir
    Path folder;

    @Test
    void each_command_is_a_line_with_its_exit_code_and_duration() throws Exception {
        Studio studio = new Studio(Studio.built().product(), folder.resolve("home"));
        studio.run(folder, "processors", "paint");
        String log = Files.readString(folder.resolve("home/logs/app.log"));
        assertTrue(log.matches("(?s).* INFO .* - podstudio processors paint: exit 5 after \\d+\\.\\d\\d s\n"), log);
    }
}
