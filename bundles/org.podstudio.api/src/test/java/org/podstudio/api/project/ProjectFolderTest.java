package org.podstudio.api.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProjectFolderTest {

    private final Path temp;

    ProjectFolderTest(@TempDir Path temp) throws IOException {
        this.temp = temp.toRealPath();
    }

    @Test
    void a_backslash_is_a_letter() {
        ProjectFolder folder = new ProjectFolder(temp);
        Path odd = temp.resolve("Library/a\\b.png");
        assertEquals("Library/a\\b.png", folder.relative(odd));
        assertEquals(odd, folder.resolve(folder.relative(odd)));
    }

    @Test
    void two_ways_to_a_folder_are_one_project() throws IOException {
        Path real = Files.createDirectories(temp.resolve("real/project"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        ProjectFolder folder = new ProjectFolder(link.resolve("project"));
        assertEquals(new ProjectFolder(real), folder);
        assertEquals("Library/a.png", folder.relative(link.resolve("project/Library/a.png")));
        assertEquals(temp.resolve("link").toString(), folder.relative(link));
    }

    @Test
    void a_folder_that_is_still_to_be_made_has_its_later_name() throws IOException {
        Files.createDirectories(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        assertEquals(temp.resolve("real/new/project"), new ProjectFolder(link.resolve("new/x/../project")).root());
    }
}
