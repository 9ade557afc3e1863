package org.podstudio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.JobState;

/** Long work that is begun anew finds what it has done. */
class ContinuedTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void what_a_run_has_kept_is_found_by_the_next_one_and_gone_after_its_success() throws Exception {
        String key = "test-" + UUID.randomUUID();
        List<String> found = Collections.synchronizedList(new ArrayList<>());
        List<Path> folders = Collections.synchronizedList(new ArrayList<>());
        Actor<?> slow = Actor.of("slow", (request, run) -> {
            Path folder = run.checkpoint(key).orElseThrow();
            folders.add(folder);
            Path done = folder.resolve("done");
            found.add(Files.exists(done) ? Files.readString(done) : "nothing");
            if (found.size() == 1) {
                Files.writeString(done, "half");
                throw ProcessingException.input("test.bad", "The power went.", "Try again.");
            }
            return Result.of(Actor.mark("slow", request, run));
        });
        try (Rig rig = new Rig(root, slow)) {
            Asset cat = rig.picture("cat.png");
            assertEquals(JobState.FAILED, rig.perform("slow", cat).state());
            assertTrue(Files.exists(folders.getFirst()));
            assertEquals(JobState.SUCCESS, rig.perform("slow", cat).state());
            assertEquals(List.of("nothing", "half"), found);
            assertFalse(Files.exists(folders.getFirst()));
        }
    }
}
