package org.podstudio.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.derby.jdbc.EmbeddedDriver;
import org.eclipse.persistence.descriptors.changetracking.ChangeTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.ProjectFolder;

class StoresTest {

    private final Path temp;
    private final ProjectFolder folder;
    private final Stores stores = new Stores();

    StoresTest(@TempDir Path temp) throws IOException {
        this.temp = temp;
        folder = Samples.project(temp);
    }

    @Test
    void what_was_stored_is_there_after_closing_and_opening() {
        Asset asset = Samples.asset(1);
        try (Store store = stores.open(folder)) {
            store.assets().add(asset);
        }
        try (Store store = stores.open(folder)) {
            assertEquals(asset, store.assets().find(asset.id()).orElseThrow());
        }
    }

    @Test
    void two_uses_share_one_database_under_any_name_of_the_folder() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder.root());
        Store first = stores.open(folder);
        try (Store second = stores.open(new ProjectFolder(link))) {
            first.assets().add(Samples.asset(1));
            first.close();
            first.close();
            assertEquals(1, second.assets().count());
        }
    }

    @Test
    void a_use_from_before_all_was_closed_closes_nothing_of_those_who_opened_again() {
        Store old = stores.open(folder);
        stores.close();
        try (Store fresh = stores.open(folder)) {
            old.close();
            assertEquals(0, fresh.assets().count());
        }
    }

    @Test
    void a_second_process_gets_a_sentence_and_gets_in_when_the_first_has_closed() throws Exception {
        try (Store store = stores.open(folder)) {
            store.assets().count();
            try (OtherProcess other = OtherProcess.start("open", folder)) {
                assertEquals("store.locked", other.line());
            }
        }
        try (OtherProcess other = OtherProcess.start("open", folder)) {
            assertEquals("OPEN", other.line());
        }
    }

    @Test
    void this_process_is_told_too_when_another_one_has_the_project() throws Exception {
        try (OtherProcess other = OtherProcess.start("write", folder)) {
            assertEquals("OPEN", other.line());
            ProcessingException e = assertThrows(ProcessingException.class, () -> stores.open(folder));
            assertEquals("store.locked", e.code());
            assertEquals(ErrorKind.RESOURCE, e.kind());
            assertTrue(e.message().contains(folder.root().toString()));
        }
        stores.open(folder).close();
    }

    @Test
    void a_process_killed_while_it_writes_loses_nothing_it_had_committed() throws Exception {
        List<String> told = new ArrayList<>();
        try (OtherProcess other = OtherProcess.start("write", folder)) {
            assertEquals("OPEN", other.line());
            for (int i = 0; i < 100; i++) {
                told.add(other.line());
            }
            told.addAll(other.killAndRead());
        }
        try (Store store = stores.open(folder)) {
            List<UUID> ids = told.stream().filter(line -> line.length() == 36).map(UUID::fromString).toList();
            assertEquals(ids.size(), store.assets().find(ids).size());
        }
        try (Store store = stores.open(folder)) {
            assertTrue(store.settings().find(Settings.SUSPECTS).isPresent(), "also after a closing in order");
            store.settings().remove(Settings.SUSPECTS);
        }
        try (Store store = stores.open(folder)) {
            assertEquals(Optional.empty(), store.settings().find(Settings.SUSPECTS));
        }
    }

    @Test
    void one_that_cannot_be_read_any_more_is_closed_all_the_same() throws SQLException {
        Store store = stores.open(folder);
        store.lessons().add(List.of(Samples.lesson()));
        rename("lesson", "aside");
        store.close();
        assertTrue(Files.exists(Rebuild.openMark(folder)), "the chronicle lacks the lesson");
        rename("aside", "lesson");
        Derby.stop(folder.database());
        try (Store again = stores.open(folder)) {
            assertEquals(List.of(Samples.lesson()), again.lessons().of("crop"));
        }
        assertFalse(Files.exists(Rebuild.openMark(folder)));
    }

    private void rename(String table, String name) throws SQLException {
        try (Connection connection = new EmbeddedDriver().connect(Derby.url(folder.database()), new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("rename table app." + table + " to " + name);
        }
    }

    @Test
    void something_else_in_the_place_of_the_database_is_moved_aside_and_kept() throws IOException {
        Files.writeString(folder.database(), "SQLite format 3");
        stores.open(folder).close();
        try (Stream<Path> kept = Files.list(folder.backups())) {
            assertEquals("SQLite format 3",
                    Files.readString(kept.filter(file -> !file.toString().endsWith(".txt")).findFirst().orElseThrow()));
        }
    }

    @Test
    void a_missing_project_folder_is_not_made() {
        ProjectFolder nowhere = new ProjectFolder(temp.resolve("nowhere"));
        assertEquals("store.unavailable", refusal(nowhere));
        assertFalse(Files.exists(nowhere.root()));
    }

    @Test
    void a_folder_that_the_database_cannot_name_is_refused() throws IOException {
        assertEquals("store.bad-path",
                refusal(new ProjectFolder(Files.createDirectories(temp.resolve("a;create=true")))));
    }

    @Test
    void nothing_is_left_beside_the_database_and_its_log() throws IOException {
        stores.open(folder).close();
        try (Stream<Path> files = Files.list(folder.root())) {
            assertEquals(List.of("Logs", "podstudio.db"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertFalse(Files.exists(Path.of("derby.log")));
        assertNotEquals("test", System.getProperty("derby.system.durability"));
    }

    @Test
    void a_process_killed_at_any_moment_loses_no_job_and_no_move_that_it_was_told_of() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<String> told = new ArrayList<>();
            try (OtherProcess other = OtherProcess.start("queue", folder)) {
                assertEquals("OPEN", other.line());
                for (int i = 0; i < 50 + new Random().nextInt(500); i++) {
                    told.add(other.line());
                }
                told.addAll(other.killAndRead());
            }
            try (Store store = stores.open(folder)) {
                for (String line : told) {
                    requireStored(store.jobs(), line.split(" "));
                }
            }
        }
    }

    /** In the state it was said to be in, or one that comes after it. */
    private static void requireStored(Jobs jobs, String... words) {
        if (words[0].length() == 36 && words.length > 1) {
            JobState stored = jobs.find(UUID.fromString(words[0])).orElseThrow().state();
            JobState said = Stream.of(JobState.values()).filter(state -> state.name().equals(words[1])).findFirst()
                    .orElse(stored); // the last line was cut off
            assertTrue(stored.ordinal() >= said.ordinal(), words[0] + " was " + said + ", is " + stored);
        }
    }

    @Test
    void the_layout_number_is_the_last_migration() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertEquals(Schema.latest(), files.map(f -> f.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__")))).max().orElseThrow());
        }
    }

    @Test
    void rows_are_woven_by_the_build() {
        for (Class<?> row : List.of(AssetRow.class, AssetDetailRow.class, JobRow.class, PackRow.class,
                LessonRow.class)) {
            assertTrue(ChangeTracker.class.isAssignableFrom(row), row + " tracks no changes: run the whole build");
        }
    }

    private String refusal(ProjectFolder of) {
        return assertThrows(ProcessingException.class, () -> stores.open(of)).code();
    }
}
