package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.Pack;
import org.podstudio.cli.screen.ExitCode;

class DemoTest {

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio("bg-remove", "upscale", "crop");
    private Shell shell = new Shell(studio, folder);

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(studio, folder);
        Files.writeString(folder.resolve("a.png"), "x");
    }

    @Test
    void the_chain_runs_on_a_file_and_says_where_the_pack_is() {
        assertEquals(ExitCode.DONE, shell.run("demo", "a.png", "--into", "out"), shell.out() + shell.err());
        assertTrue(shell.out().contains("sha256 abc"), shell.out());
        assertTrue(shell.out().contains("left out  normalize"), shell.out());
        assertTrue(shell.out().contains(folder.resolve("out/Packs/PODStudio_Demo.zip").toString()), shell.out());
    }

    @Test
    void a_failing_step_leaves_the_rest_going() throws IOException {
        Files.writeString(folder.resolve("bad.png"), "x");
        assertEquals(ExitCode.PARTLY, shell.run("demo", "bad.png", "a.png", "--into", "out", "--json"));
        assertEquals("abc", shell.json().get("sha256").asText());
    }

    @Test
    void a_strict_licence_is_named() {
        studio.models.fetched.clear();
        studio.models.offline.add("free");
        shell.run("demo", "a.png", "--into", "out");
        assertTrue(shell.err().contains("Its licence is Terms of strict: https://example.org/strict"), shell.err());
    }

    @Test
    void a_strict_licence_is_named_even_to_those_who_want_to_hear_nothing() {
        studio.models.fetched.clear();
        studio.models.offline.add("free");
        shell.run("demo", "-q", "a.png", "--into", "out");
        assertTrue(shell.err().contains("Its licence is Terms of strict: https://example.org/strict"), shell.err());
    }

    @Test
    void a_pack_of_the_user_s_files_does_not_name_us_as_their_author() {
        shell.run("demo", "a.png", "--into", "out");
        Pack pack = studio.packs.all.getFirst();
        assertEquals("", pack.author());
        assertEquals("What the demo made of files of yours.", pack.description());
    }

    @Test
    void a_folder_that_holds_something_is_left_alone() throws IOException {
        Files.createDirectories(folder.resolve("out/mine"));
        assertEquals(ExitCode.USAGE, shell.run("demo", "a.png", "--into", "out"));
        assertTrue(Files.exists(folder.resolve("out/mine")));
    }
}
