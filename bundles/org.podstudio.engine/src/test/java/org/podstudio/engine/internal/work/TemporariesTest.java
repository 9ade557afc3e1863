package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Run.Registration;

class TemporariesTest {

    private final Path temp;
    private final Path registry;
    private final Temporaries temporaries;

    TemporariesTest(@TempDir Path temp) {
        this.temp = temp;
        registry = temp.resolve("registry");
        temporaries = new Temporaries(registry, Clock.systemUTC());
    }

    @Test
    void what_is_in_use_stays_and_what_is_gone_is_forgotten() throws IOException {
        Path place = temp.resolve("podstudio-1");
        Registration use = temporaries.register(place);
        Files.createDirectory(place);
        temporaries.sweep();
        assertTrue(Files.exists(place));
        use.close();
        assertEquals(1, files(), "it is still there, so somebody has to remove it");
        Files.delete(place);
        use.close();
        assertEquals(0, files());
    }

    @Test
    void what_a_dead_process_left_goes_with_all_that_is_in_it() throws Exception {
        Path place = left("podstudio-2", "", dead());
        temporaries.sweep();
        assertFalse(Files.exists(place));
        assertEquals(0, files());
    }

    @Test
    void a_folder_of_a_project_is_left_to_it_for_an_hour() throws Exception {
        Path project = Files.createDirectory(temp.resolve("project"));
        Path place = left(".podstudio-" + UUID.randomUUID(), project.toString(), dead());
        temporaries.sweep();
        assertTrue(Files.exists(place));
        new Temporaries(registry, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61))).sweep();
        assertFalse(Files.exists(place));
    }

    @Test
    void a_folder_of_a_project_that_is_gone_goes_and_what_was_taken_away_is_put_back() throws Exception {
        String job = UUID.randomUUID().toString();
        Path place = left(".podstudio-" + job, temp.resolve("nowhere").toString(), dead());
        Path old = Files.writeString(temp.resolve("a.png"), "old");
        Path kept = Files.writeString(temp.resolve("b.png"), "older");
        Journal journal = new Journal(place, temp);
        Files.move(old, journal.replacing(old, Identity.of(old), 1));
        Files.move(kept, journal.replacing(kept, Identity.of(kept), 2));
        Files.writeString(kept, "new");
        temporaries.sweep();
        assertEquals("old", Files.readString(old));
        assertEquals("new", Files.readString(kept));
        assertFalse(Files.exists(place));
    }

    @Test
    void a_number_that_another_process_has_now_is_no_owner() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().orElse(Instant.EPOCH).minusSeconds(60).toEpochMilli();
        Path place = left("podstudio-3", "", new Owner(Owner.self().machine(), self.pid(), start));
        temporaries.sweep();
        assertFalse(Files.exists(place));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_is_known_by_what_no_setting_of_the_clock_changes() {
        Owner self = Owner.self();
        assertTrue(self.alive().isPresent());
        long millis = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        assertTrue(new Owner(self.machine(), self.pid(), millis).alive().isEmpty(), "reckoned from the clock");
        assertTrue(new Owner(self.machine(), self.pid(), self.start() + 1).alive().isEmpty(), "a tick later");
    }

    @Test
    void processes_of_other_machines_are_not_believed_dead() throws Exception {
        Path place = left("podstudio-4", "", new Owner("elsewhere", 1, 0));
        temporaries.sweep();
        assertTrue(Files.exists(place));
    }

    @Test
    void only_folders_with_our_names_are_removed_and_nonsense_is_left() throws Exception {
        Path mine = left("my-pictures", "", dead());
        Files.writeString(registry.resolve("cut.txt"), "12");
        temporaries.sweep();
        assertTrue(Files.exists(mine));
    }

    private Path left(String name, String project, Owner owner) throws IOException {
        Path place = Files.createDirectories(temp.resolve(name).resolve("below")).getParent();
        Files.writeString(place.resolve("below").resolve("half.png"), "x");
        Files.createDirectories(registry);
        Files.writeString(registry.resolve(name.replaceFirst("^\\.", "") + ".txt"), owner.pid() + " " + owner.start()
                + " " + owner.machine() + "\n" + place + "\n" + project + "\n.\n");
        return place;
    }

    /** A process that has ended. */
    private static Owner dead() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        Owner owner = Owner.of(process.toHandle()).orElseThrow();
        process.destroyForcibly();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return owner;
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(registry)) {
            return files.count();
        }
    }
}
