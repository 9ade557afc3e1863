package org.podstudio.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.Shelf;

class PlacementTest {

    private final Path root;
    private final Journal journal;

    PlacementTest(@TempDir Path root) {
        this.root = root;
        this.journal = new Journal(root.resolve("scratch"), root);
    }

    @Test
    void takes_the_next_free_name_and_writes_it_down_first() throws IOException {
        Placement placement = new Placement(journal);
        Path one = placement.free(output(file("1.PNG")), root.resolve("out"), "cat");
        Path two = placement.free(output(file("2.png")), root.resolve("out"), "cat");
        assertEquals(root.resolve("out/cat.png"), one);
        assertEquals(root.resolve("out/cat-2.png"), two);
        assertEquals(
                List.of("out%2Fcat.png =" + Identity.of(one).text(), "out%2Fcat-2.png =" + Identity.of(two).text()),
                Files.readAllLines(root.resolve("scratch/placing.txt")));
    }

    @Test
    void a_name_in_the_project_ends_as_one_in_an_output_folder() throws IOException {
        Placement placement = new Placement(journal);
        for (String name : List.of("1.PNG", "2.", "3", ".4", "5.tar.GZ")) {
            Output output = output(file(name));
            Path told = Names.targets(root.resolve(name + "out"), "cat", List.of(output.name())).getFirst();
            Path placed = placement.free(output, root.resolve(name + "out"), "cat__cut");
            assertEquals(told, placed);
        }
    }

    @Test
    void takes_everything_back() throws IOException {
        Placement placement = new Placement(journal);
        Path one = placement.free(output(file("1.png")), root.resolve("out"), "cat");
        placement.undo();
        assertFalse(Files.exists(one));
    }

    @Test
    void never_replaces_a_file_unless_told_to() throws IOException {
        Path there = file("there.png");
        Placement placement = new Placement(journal);
        assertFalse(placement.exact(file("1.png"), there, false));
        assertEquals("there.png", Files.readString(there));
        placement.undo();
        assertTrue(Files.exists(there));
        assertTrue(placement.exact(file("2.png"), there, true));
        assertEquals("2.png", Files.readString(there));
    }

    @Test
    void what_was_replaced_comes_back() throws IOException {
        Path there = file("there.png");
        Placement placement = new Placement(journal);
        assertTrue(placement.exact(file("new.png"), there, true));
        placement.undo();
        assertEquals("there.png", Files.readString(there));
    }

    @Test
    void what_was_replaced_comes_back_after_a_crash_as_well() throws IOException {
        Path there = file("there \n+ä.png");
        assertTrue(new Placement(journal).exact(file("new.png"), there, true));
        assertEquals("new.png", Files.readString(there));
        assertThrows(IOException.class, () -> new Scratch(root.resolve("scratch"), () -> () -> {}),
                "it holds the old file");
        journal.undo(target -> false);
        assertEquals("there \n+ä.png", Files.readString(there));
    }

    @Test
    void a_crash_before_the_old_file_was_moved_leaves_it() throws IOException {
        Path there = file("there.png");
        journal.replacing(there, Identity.of(file("new.png")), 1);
        journal.undo(target -> false);
        assertEquals("there.png", Files.readString(there));
    }

    @Test
    void what_another_program_put_there_meanwhile_is_neither_replaced_nor_taken_back() throws IOException {
        Path theirs = file("theirs.png");
        Path made = file("made.png");
        assertThrows(FileAlreadyExistsException.class, () -> Placement.put(made, theirs));
        assertEquals("theirs.png", Files.readString(theirs));
        Path there = file("there.png");
        Placement placement = new Placement(journal);
        Path one = placement.free(output(made), root.resolve("out"), "cat");
        placement.exact(file("new.png"), there, true);
        Files.move(theirs, one, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(there, "also theirs");
        placement.undo();
        assertEquals("theirs.png", Files.readString(one));
        assertEquals("also theirs", Files.readString(there));
        assertFalse(Journal.keepsReplaced(root.resolve("scratch")));
    }

    @Test
    @Timeout(20)
    void a_file_that_may_be_taken_back_is_no_result_of_another_job() throws Exception {
        Path target = root.resolve("out/cat.png");
        Placement first = new Placement(journal);
        first.claim(List.of(target), () -> {});
        assertTrue(first.exact(file("1.png"), target, false));
        Placement second = new Placement(new Journal(root.resolve("other"), root));
        CountDownLatch waiting = new CountDownLatch(1);
        Path made = file("2.png");
        CompletableFuture<Boolean> placed = CompletableFuture.supplyAsync(() -> {
            second.claim(List.of(root.resolve("out/b.png"), target), waiting::countDown);
            try {
                return second.exact(made, target, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        waiting.await();
        first.undo();
        assertTrue(placed.get(), "the one before was taken back");
        second.done();
        assertEquals("2.png", Files.readString(target));
    }

    @Test
    @Timeout(20)
    void who_waits_for_a_name_can_be_stopped_and_keeps_none() {
        Placement first = new Placement(journal);
        first.claim(List.of(root.resolve("b.png")), () -> {});
        Placement second = new Placement(journal);
        assertThrows(CanceledException.class,
                () -> second.claim(List.of(root.resolve("b.png"), root.resolve("a.png")), () -> {
                    throw new CanceledException();
                }));
        second.undo();
        first.claim(List.of(root.resolve("a.png")), () -> {
            throw new AssertionError("nobody has it");
        });
        first.undo();
    }

    @Test
    void what_was_replaced_goes_when_the_new_one_counts() throws IOException {
        Placement placement = new Placement(journal);
        assertTrue(placement.exact(file("new.png"), file("there.png"), true));
        placement.done();
        assertFalse(Journal.keepsReplaced(root.resolve("scratch")));
    }

    @Test
    void a_folder_is_placed_whole_and_taken_back_whole() throws IOException {
        Placement placement = new Placement(journal);
        Path placed = placement.free(output(folder("made")), root.resolve("out"), "film");
        assertEquals(root.resolve("out/film"), placed);
        assertEquals("one", Files.readString(placed.resolve("parts/1")));
        assertEquals(root.resolve("out/film-2"),
                new Placement(journal).free(output(folder("second")), root.resolve("out"), "film"));
        placement.undo();
        assertFalse(Files.exists(placed));
        assertTrue(Files.exists(root.resolve("out/film-2/parts/1")));
    }

    @Test
    void a_folder_is_taken_back_after_a_crash_unless_it_counts_or_somebody_has_changed_it() throws IOException {
        Path counts = new Placement(journal).free(output(folder("a")), root.resolve("out"), "a");
        Path changed = new Placement(journal).free(output(folder("b")), root.resolve("out"), "b");
        Path ours = new Placement(journal).free(output(folder("c")), root.resolve("out"), "c");
        Files.writeString(changed.resolve("notes.txt"), "mine");
        journal.undo(counts::equals);
        assertTrue(Files.exists(counts.resolve("parts/1")));
        assertTrue(Files.exists(changed.resolve("notes.txt")));
        assertFalse(Files.exists(ours));
    }

    @Test
    void a_folder_replaces_the_result_of_an_earlier_run_alone() throws IOException {
        Path there = root.resolve("there");
        Path first = folder("first");
        Path old = Files.writeString(first.resolve("old"), "old");
        Placement earlier = new Placement(journal);
        assertTrue(earlier.exact(first, there, false));
        earlier.done();
        old = there.resolve(old.getFileName());
        Placement placement = new Placement(journal);
        assertTrue(placement.exact(folder("new"), there, true));
        assertFalse(Files.exists(old));
        placement.undo();
        assertTrue(Files.exists(old));
        Path made = folder("other");
        Path photos = folder("photos");
        assertThrows(FileAlreadyExistsException.class, () -> new Placement(journal).exact(made, photos, true));
        Path file = file("file");
        assertThrows(FileAlreadyExistsException.class, () -> new Placement(journal).exact(made, file, true));
    }

    @Test
    void a_journal_takes_back_no_folder_that_is_no_result() throws IOException {
        Path photos = Files.createDirectories(root.resolve("photos"));
        Files.writeString(photos.resolve("cat.jpg"), "cat");
        journal.placing(photos, Identity.of(photos));
        journal.undo(target -> false);
        assertTrue(Files.exists(photos.resolve("cat.jpg")));
    }

    @Test
    void half_of_a_folder_on_its_way_to_another_disk_is_removed() throws IOException {
        Path draft = root.resolve(".podstudio-1" + Journal.DRAFT);
        journal.drafting(draft);
        Files.writeString(Files.createDirectories(draft.resolve("parts")).resolve("1"), "one");
        journal.undo(target -> false);
        assertFalse(Files.exists(draft));
    }

    private static Output output(Path made) {
        return Files.isDirectory(made)
                ? Output.folder(made.resolve("preview.mp4"), "cut", Shelf.EDITS, Expected.ANYTHING)
                : new Output(made, "cut", Shelf.EDITS, Expected.ANYTHING);
    }

    private Path folder(String name) throws IOException {
        Path folder = root.resolve(name);
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("preview.mp4"), name);
        Files.writeString(folder.resolve("parts/1"), "one");
        return folder;
    }

    @Test
    void the_face_of_a_folder_is_called_as_the_folder_is() {
        assertEquals("film.v2", Names.stem(Path.of("film.v2__abr__20261121_101112/preview.mp4")));
        assertEquals("preview", Names.stem(Path.of("photos/preview.mp4")));
        assertEquals("preview", Names.stem(Path.of("/preview.mp4")));
    }

    @Test
    void names_that_differ() {
        assertEquals(List.of("cat", "Cat-3", "cat-2"), Names.distinct(List.of("cat", "Cat", "cat-2")));
        assertEquals(List.of("a", "a-2", "a-3", "b"), Names.distinct(List.of("a", "a", "a", "b")));
    }

    @Test
    void long_names_are_cut_at_the_border_of_a_character() {
        assertEquals("龍".repeat(60), Names.stem(Path.of("龍".repeat(75) + ".png")));
        assertEquals("a" + "🐉".repeat(44), Names.stem(Path.of("a" + "🐉".repeat(60) + ".png")));
    }

    @Test
    void names_do_not_grow_from_step_to_step() {
        assertEquals("cat", Names.stem(Path.of("cat.png")));
        assertEquals("my cat__1", Names.stem(Path.of("my cat__1.jpeg")));
        assertEquals("cat", Names.stem(Path.of("cat__nobg__20261121_103000.png")));
        assertEquals("cat", Names.stem(Path.of("cat__face_restored__20261121_103000-2.png")));
        assertEquals(".hidden", Names.stem(Path.of(".hidden")));
    }

    private Path file(String name) throws IOException {
        return Files.writeString(root.resolve(name), name);
    }
}
