package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;

class BlankTest {

    private final Path temp;
    private final Path file;
    private final Blank blank;
    private final Stores stores = new Stores();

    BlankTest(@TempDir Path temp) {
        this.temp = temp;
        UserFolder user = new UserFolder(temp.resolve("user"));
        blank = new Blank(user, "1.2.3");
        file = user.blankDatabases().resolve("1.2.3.zip");
    }

    @Test
    void projects_with_copies_of_one_database_know_nothing_of_each_other() throws IOException {
        ProjectFolder first = laid("first");
        ProjectFolder second = laid("second");
        Asset asset = Samples.asset(2);
        try (Store one = stores.open(first); Store other = stores.open(second)) {
            one.assets().add(Samples.asset(1));
            assertEquals(0, other.assets().count());
            other.assets().add(asset);
        }
        try (Store again = stores.open(second)) {
            assertTrue(again.assets().find(asset.id()).isPresent());
            assertEquals(1, again.assets().count());
        }
    }

    @Test
    void a_copy_is_sound() throws IOException {
        laid("first");
        Database database = Database.open(laid("second"));
        try {
            database.check();
        } finally {
            database.close();
        }
    }

    @Test
    void a_damaged_file_is_not_used_and_made_anew() throws IOException {
        laid("first");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 64, (byte) 7);
        Files.write(file, bytes);
        ProjectFolder second = project("second");
        blank.lay(second);
        assertFalse(Files.exists(file));
        assertEquals(List.of(), databases(second));
        try (Store store = stores.open(second)) {
            assertEquals(0, store.assets().count());
        }
        laid("third");
    }

    @Test
    void a_database_that_is_there_stays() throws IOException {
        ProjectFolder folder = laid("first");
        Path page = folder.database().resolve("service.properties");
        Files.setLastModifiedTime(page, FileTime.fromMillis(1000));
        blank.lay(folder);
        assertEquals(1000, Files.getLastModifiedTime(page).toMillis());
    }

    @Test
    void a_project_that_lost_its_database_gets_none() throws IOException {
        ProjectFolder folder = project("first");
        Files.createFile(folder.chronicle());
        blank.lay(folder);
        assertEquals(List.of(), databases(folder));
    }

    @Test
    void what_derby_misreads_is_refused_before_anything_is_made() throws IOException {
        laid("first");
        ProjectFolder odd = project("odd;name");
        assertEquals("store.bad-path", assertThrows(ProcessingException.class, () -> blank.lay(odd)).code());
        assertEquals(List.of(), databases(odd));
    }

    private ProjectFolder laid(String name) throws IOException {
        ProjectFolder folder = project(name);
        blank.lay(folder);
        assertTrue(Files.exists(folder.database()));
        assertTrue(Files.exists(file));
        return folder;
    }

    private ProjectFolder project(String name) throws IOException {
        return Samples.project(Files.createDirectory(temp.resolve(name)));
    }

    /** In a project's folder, whole or not. */
    private static List<Path> databases(ProjectFolder folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.root())) {
            return files.filter(f -> f.toString().contains(folder.database().getFileName().toString())).toList();
        }
    }
}
