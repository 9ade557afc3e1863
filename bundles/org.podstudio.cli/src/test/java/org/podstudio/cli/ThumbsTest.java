package org.podstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.imaging.Thumbnail;

class ThumbsTest {

    @TempDir
    private Path folder = Path.of("");
    private final FakeStudio studio = new FakeStudio();

    @Test
    void each_file_gets_each_size_and_equal_names_are_told_apart() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.writeString(folder.resolve("in/a.png"), "x");
        Files.writeString(folder.resolve("in/deep/a.jpg"), "x");
        Files.writeString(folder.resolve("list"), "in/b.png\n\n");
        Shell shell = new Shell(studio, folder);
        assertEquals(ExitCode.PARTLY, shell.run("thumbs", "in", "--recursive", "--list", "list", "--size", "400,100",
                "--format", "webp", "--out", "out", "--json"));
        assertEquals(List.of("a__thumbnail_100.webp", "a__thumbnail_400.webp", "a-2__thumbnail_100.webp",
                "a-2__thumbnail_400.webp", "b__thumbnail_100.webp", "b__thumbnail_400.webp"),
                studio.ordered.stream().flatMap(o -> o.wanted().stream())
                        .map(t -> t.target().getFileName().toString()).toList());
        assertEquals(new Thumbnail(folder.resolve("out/a__thumbnail_100.webp"), 100, Thumbnail.WEBP),
                studio.ordered.getFirst().wanted().getFirst());
        assertEquals(2, shell.json().get("done").asInt());
        assertEquals("input.missing", shell.json().get("files").get(2).get("error").get("code").asText());
    }

    @Test
    void what_was_made_before_is_skipped_unless_forced() throws IOException {
        Files.writeString(folder.resolve("a.png"), "x");
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/a__thumbnail_200.jpg"), "x");
        Shell shell = new Shell(studio, folder);
        assertEquals(ExitCode.DONE, shell.run("thumbs", "a.png", "--output-dir", "out"));
        assertEquals(List.of(), studio.ordered);
        assertEquals(ExitCode.DONE, shell.run("thumbs", "a.png", "--output-dir", "out", "--force"));
        assertEquals(1, studio.ordered.size());
        assertTrue(!studio.ordered.getFirst().placeholder());
        shell.run("thumbs", "a.png", "--output-dir", "out", "--force", "--placeholder");
        assertTrue(studio.ordered.getLast().placeholder());
    }

    @Test
    void without_files_the_project_gets_those_it_has_not() {
        ProjectFolder project = new ProjectFolder(folder);
        studio.create(project);
        studio.assets(project).add("Library/a.png", Optional.empty(), "0");
        Shell shell = new Shell(studio, folder);
        assertEquals(ExitCode.DONE, shell.run("thumbs"));
        assertTrue(shell.out().contains("Cache/thumbnails/"), shell.out());
    }

    @Test
    void a_size_out_of_range_and_a_missing_folder_are_refused() {
        Shell shell = new Shell(studio, folder);
        assertEquals(ExitCode.USAGE, shell.run("thumbs", "a.png", "--out", "o", "--size", "8"));
        assertEquals(ExitCode.USAGE, shell.run("thumbs", "a.png"));
        assertTrue(shell.err().contains("--output-dir"), shell.err());
    }
}
