package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;

class BlankTest {

    private final Path temp;
    private final Path file;
    private final Blank blank;
    private final Blank newer;
    private final Stores stores = new Stores();

    BlankTest(@TempDir Path temp) {
        this.temp = temp;
        UserFolder user = new UserFolder(temp.resolve("user"));
        blank = new Blank(user, () -> "1-a");
        newer = new Blank(user, () -> "1-b");
        file = user.blankDatabases().resolve("1-a.zip");
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
        requireRefused(bytes);
        laid("third");
    }

    @Test
    void a_file_with_other_bytes_than_were_packed_is_not_used() throws IOException {
        laid("first");
        byte[] bytes = Files.readAllBytes(file);
        bytes[latin(bytes).lastIndexOf("PK\1\2") + 16]++; // a sum in the directory
        requireRefused(bytes);
    }

    @Test
    void a_file_that_ends_between_two_entries_is_not_used() throws IOException {
        laid("first");
        byte[] bytes = Files.readAllBytes(file);
        requireRefused(Arrays.copyOf(bytes, latin(bytes).indexOf("PK\3\4", 4)));
    }

    @Test
    void a_file_with_nothing_in_it_is_not_used() throws IOException {
        laid("first");
        requireRefused(new byte[0]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_project_that_cannot_be_written_says_nothing_against_the_file() throws IOException {
        laid("first");
        blank.lay(new ProjectFolder(Path.of("/proc/self"))); // not even by root
        assertTrue(Files.exists(file));
        laid("second");
    }

    @Test
    void files_of_other_layouts_go_when_one_is_packed() throws IOException {
        laid("first");
        newer.lay(project("second"));
        assertFalse(Files.exists(file));
    }

    @Test
    void layouts_of_one_number_are_told_apart_by_their_migrations() throws IOException {
        URL one = Files.writeString(temp.resolve("V1__a.sql"), "create table a (x int)").toUri().toURL();
        Path changing = Files.writeString(temp.resolve("V2__b.sql"), "create table b (x int)");
        URL other = changing.toUri().toURL();
        String before = Schema.key(List.of(one, other));
        assertEquals(before, Schema.key(List.of(other, one)));
        Files.writeString(changing, "create table b (y int)");
        assertNotEquals(before, Schema.key(List.of(one, other)));
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
    void what_derby_misreads_is_left_to_who_opens_it() throws IOException {
        laid("first");
        ProjectFolder odd = project("odd;name");
        blank.lay(odd);
        assertEquals(List.of(), databases(odd));
        assertEquals("store.bad-path", assertThrows(ProcessingException.class, () -> stores.open(odd)).code());
    }

    /** And goes, and the project gets its database all the same. */
    private void requireRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        ProjectFolder second = project("second");
        blank.lay(second);
        assertFalse(Files.exists(file));
        assertEquals(List.of(), databases(second));
        try (Store store = stores.open(second)) {
            assertEquals(0, store.assets().count());
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
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
