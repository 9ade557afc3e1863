package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** Jobs that make a folder of files which belong together. */
class FolderTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void it_is_one_asset_by_its_face_and_in_place_whole() throws Exception {
        try (Rig rig = rig(made -> made)) {
            JobSnapshot job = rig.perform("cut", rig.picture("cat.png"));
            assertEquals(JobState.SUCCESS, job.state(), job.problem().toString());
            String folder = "Work/edits/cat__cut__20261121_103000/";
            assertEquals(List.of(folder + ".podstudio", folder + "parts/1.txt", folder + "preview.png"), rig.work());
            assertEquals(rig.folder.resolve(folder + "preview.png"), job.outputs().getFirst());
            Asset asset = rig.store.assets().byPath(folder + "preview.png").orElseThrow();
            assertEquals(2, rig.store.assets().count());
            JobSnapshot again = rig.perform("cut", asset);
            assertTrue(again.outputs().getFirst().toString().contains("cat__cut__"), again.outputs()::toString);
        }
    }

    @Test
    void a_chain_goes_on_with_the_face() throws Exception {
        try (Rig rig = rig(made -> made)) {
            JobSnapshot job = rig.perform(rig.order(Rig.recipe("cut", "mark"), rig.picture("cat.png")));
            assertEquals("cat.png cut mark", Files.readString(job.outputs().getFirst()));
        }
    }

    @Test
    void what_is_no_sound_folder_is_refused_and_leaves_nothing() throws Exception {
        UnaryOperator<Path> linked = made -> {
            try {
                Files.createSymbolicLink(made.resolve("link"), Path.of("/etc/passwd"));
                return made;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        for (UnaryOperator<Path> wrong : List.of(linked, Path::getParent)) {
            try (Rig rig = rig(wrong)) {
                JobSnapshot job = rig.perform("cut", rig.picture("cat.png"));
                assertEquals(JobState.FAILED, job.state());
                assertEquals("engine.output-outside", job.problem().orElseThrow().code());
                assertEquals(List.of(), rig.work());
            }
        }
    }

    @Test
    void a_face_has_its_name_and_its_place() {
        assertThrows(IllegalArgumentException.class,
                () -> Output.folder(Path.of("a/film.mp4"), "cut", Shelf.EDITS, Expected.ANYTHING));
        assertThrows(IllegalArgumentException.class,
                () -> Output.folder(Path.of("preview.mp4"), "cut", Shelf.EDITS, Expected.ANYTHING).folder()
                        .orElseThrow(IllegalArgumentException::new));
    }

    /** @param wrong what is handed over instead of the folder that was made */
    private Rig rig(UnaryOperator<Path> wrong) throws IOException {
        return new Rig(Files.createTempDirectory(root, "rig"),
                Actor.of("cut", (request, run) -> cut(request, run, wrong)), Actor.marks("mark"));
    }

    private static Result cut(Request<?> request, Run run, UnaryOperator<Path> wrong) throws IOException {
        Path made = Files.createDirectories(run.scratch().resolve("streams"));
        Files.createDirectory(made.resolve("parts"));
        Files.writeString(made.resolve("parts/1.txt"), "one");
        Path folder = wrong.apply(made);
        Path face = Files.writeString(folder.resolve("preview.png"), Files.readString(request.input()) + " cut");
        run.progress(1);
        return Result.of(Output.folder(face, "cut", Shelf.EDITS, Expected.ANYTHING));
    }
}
