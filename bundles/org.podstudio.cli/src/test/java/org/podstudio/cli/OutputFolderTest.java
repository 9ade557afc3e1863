package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.cli.screen.ExitCode;

import com.fasterxml.jackson.databind.JsonNode;

class OutputFolderTest {

    private final FakeStudio studio;
    private final Shell shell;
    private final Path folder;

    OutputFolderTest(@TempDir Path folder) {
        this.folder = folder;
        this.studio = new FakeStudio();
        this.shell = new Shell(studio, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"there.png", "meanwhile.png"})
    void a_result_that_is_in_the_folder_already_is_skipped(String name) throws IOException {
        Files.writeString(folder.resolve(name), "x");
        Path there = folder.resolve("out/meanwhile__made.png");
        studio.engine.notes = List.of(JobSnapshot.keptNote(there));
        assertEquals(ExitCode.DONE, shell.run("--json", "run", "sharpen", name, "--output-dir", "out"), shell.err());
        JsonNode said = shell.json();
        assertEquals(1, said.path("skipped").asInt(), shell.out());
        assertEquals(0, said.path("done").asInt(), shell.out());
        JsonNode one = said.path("files").path(0);
        assertEquals("skipped", one.path("status").asText());
        assertTrue(one.path("reason").asText().contains("--force"), shell.out());
        assertEquals(1, one.path("outputs").size());
        assertEquals(name.startsWith("there") ? 0 : 1, studio.engine.jobs().size());
    }

    @Test
    void a_dry_run_tells_what_would_be_skipped_from_what_would_fail() throws IOException {
        Files.writeString(folder.resolve("there.png"), "x");
        String[] words = {"run", "sharpen", "there.png", "nowhere.png", "--output-dir", "out", "--dry-run"};
        shell.run(words);
        assertTrue(shell.out().contains("0 would run, 1 would be skipped, 1 would fail"), shell.out());
        shell.run(Stream.concat(Stream.of("--json"), Stream.of(words)).toArray(String[]::new));
        JsonNode said = shell.json();
        assertEquals(List.of("skipped"), said.path("skipped").findValuesAsText("status"));
        assertTrue(said.at("/skipped/0/reason").asText().contains("--force"), shell.out());
        assertEquals(List.of("failed"), said.path("refused").findValuesAsText("status"));
        assertEquals("{\"run\":0,\"skipped\":1,\"failed\":1}", said.path("counts").toString());
    }
}
