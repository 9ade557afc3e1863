package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.Shelves;

/** Projects come from other people as well. */
class LeftoversTest {

    private final UUID job = UUID.randomUUID();
    private final ProjectFolder folder;
    private final Path users;
    private final Temporaries temporaries;
    private final Leftovers leftovers;

    LeftoversTest(@TempDir Path temp) throws IOException {
        users = Files.writeString(temp.resolve("users.txt"), "precious");
        folder = new ProjectFolder(Files.createDirectories(temp.resolve("project/Work/edits")).resolve("../.."));
        temporaries = new Temporaries(temp.resolve("temporaries"), Clock.systemUTC());
        leftovers = new Leftovers(folder, Shelves.empty(), temporaries);
    }

    @Test
    void only_files_below_work_are_removed() throws IOException {
        Path made = Files.writeString(folder.root().resolve("Work/edits/made.png"), "made");
        Path library = Files.writeString(folder.root().resolve("config.json"), "{}");
        Files.createSymbolicLink(folder.root().resolve("Work/out"), users.getParent());
        String precious = " =" + Identity.of(users).text() + "\n";
        journal(users + precious + "..%2F..%2Fusers.txt" + precious + "../config.json =" + Identity.of(library).text()
                + "\nout%2Fusers.txt" + precious + "edits%2Fmade.png =" + Identity.of(made).text() + "\n");
        leftovers.clear(id -> false);
        assertTrue(Files.exists(users));
        assertTrue(Files.exists(library));
        assertFalse(Files.exists(made));
        assertFalse(Files.exists(folder.scratch().resolve(job.toString())));
    }

    @Test
    void a_line_that_makes_no_sense_spoils_no_other() throws IOException {
        Path made = Files.writeString(folder.root().resolve("Work/edits/made.png"), "made");
        Path other = Files.writeString(folder.root().resolve("Work/edits/ma"), "cut off");
        journal("edits%2Fmade.png =" + Identity.of(made).text() + "\n\0%00\n%zz\nx nonsense\n\n \nedits%2Fma");
        leftovers.clear(id -> false);
        assertFalse(Files.exists(made));
        assertTrue(Files.exists(other));
    }

    @Test
    void a_file_that_the_job_did_not_place_is_left() throws IOException {
        Path edits = folder.root().resolve("Work/edits");
        Path draft = Files.writeString(edits.resolve(".podstudio-1.part"), "half");
        Path unplaced = Files.writeString(edits.resolve("unplaced"), "made");
        journal("edits%2Fold.png\nedits%2F.podstudio-1.part\nedits%2Ftheirs.png =" + Identity.of(unplaced).text()
                + "\n");
        Path theirs = Files.writeString(edits.resolve("theirs.png"), "good");
        Path old = Files.writeString(edits.resolve("old.png"), "not known");
        leftovers.clear(id -> false);
        assertTrue(Files.exists(theirs), "it was put there between the kill and now");
        assertTrue(Files.exists(old));
        assertFalse(Files.exists(draft));
    }

    @Test
    void what_is_not_the_folder_of_a_job_is_left() throws IOException {
        Path mine = Files.createDirectories(folder.scratch().resolve("mine"));
        journal("");
        leftovers.clear(job::equals);
        assertTrue(Files.exists(mine));
        assertTrue(Files.exists(folder.scratch().resolve(job.toString())), "it is at work");
    }

    @Test
    void a_link_in_the_place_of_the_scratch_folder_is_not_followed() throws IOException {
        Path elsewhere = Files.createDirectories(users.resolveSibling("elsewhere").resolve(job.toString()));
        Files.createSymbolicLink(folder.scratch(), elsewhere.getParent());
        leftovers.clear(id -> false);
        assertTrue(Files.exists(elsewhere));
    }

    @Test
    void a_file_replaced_in_an_output_folder_is_put_back() throws IOException {
        Path out = Files.createDirectories(users.resolveSibling("out"));
        Path old = Files.writeString(out.resolve("a.png"), "old");
        Path made = Files.writeString(out.resolve("new"), "new");
        new Placement(new Journal(Assignment.scratch(out, job), out)).exact(made, old, true);
        leftovers.clear(out, job);
        assertEquals("old", Files.readString(old));
        assertFalse(Files.exists(Assignment.scratch(out, job)));
    }

    @Test
    void what_a_job_that_succeeded_left_in_its_output_folder_goes_and_its_result_stays() throws IOException {
        Path out = Files.createDirectories(users.resolveSibling("out"));
        Path old = Files.writeString(out.resolve("a.png"), "old");
        Path scratch = leftIn(out, old);
        leftovers.clearElsewhere(id -> false, job::equals);
        assertEquals("new", Files.readString(old));
        assertFalse(Files.exists(scratch));
        assertEquals(0, users.resolveSibling("temporaries").toFile().list().length, "nothing is written down any more");
    }

    @Test
    void what_a_job_that_did_not_succeed_left_in_its_output_folder_is_taken_back() throws IOException {
        Path out = Files.createDirectories(users.resolveSibling("out"));
        Path old = Files.writeString(out.resolve("a.png"), "old");
        Path scratch = leftIn(out, old);
        leftovers.clearElsewhere(job::equals, id -> false);
        assertTrue(Files.exists(scratch), "it is at work");
        leftovers.clearElsewhere(id -> false, id -> false);
        assertEquals("old", Files.readString(old));
        assertFalse(Files.exists(scratch));
    }

    @Test
    void drafts_go_when_they_are_older_than_an_hour() throws IOException {
        Path old = Files.createDirectories(folder.thumbnails()).resolve(".thumbnail1.png");
        Files.writeString(old, "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(4000)));
        Path fresh = Files.writeString(folder.thumbnails().resolve(".thumbnail2.png"), "x");
        Path mine = Files.writeString(folder.thumbnails().resolve("a.jpg"), "x");
        Files.setLastModifiedTime(mine, FileTime.from(Instant.EPOCH));
        leftovers.clearDrafts(Instant.now());
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh) && Files.exists(mine));
    }

    /** A result in the place of an older one, and the scratch folder of its job. */
    private Path leftIn(Path out, Path target) throws IOException {
        Path scratch = Assignment.scratch(out, job);
        temporaries.register(scratch, Optional.of(folder.root()));
        Path made = Files.writeString(out.resolve("new"), "new");
        new Placement(new Journal(scratch, out)).exact(made, target, true);
        return scratch;
    }

    private void journal(String lines) throws IOException {
        Path scratch = Files.createDirectories(folder.scratch().resolve(job.toString()));
        Files.writeString(scratch.resolve(Journal.NAME), lines);
    }
}
