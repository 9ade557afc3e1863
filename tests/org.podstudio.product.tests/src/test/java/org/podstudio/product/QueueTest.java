package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

import com.fasterxml.jackson.databind.JsonNode;

/** The queue of a project from one process to the next. */
class QueueTest {

    private final Studio studio = Studio.built();

    @TempDir
    Path folder;

    @Test
    void what_one_process_decides_about_the_queue_holds_in_the_next() throws Exception {
        run(0, "init", ".");
        Files.copy(studio.sample("cat.png"), folder.resolve("cat.png"));
        run(0, "jobs", "pause", "--queue");
        String first = left("64");
        assertEquals(first, left("64"), "the same is one job");
        assertTrue(run(0, "run", "crop", "cat.png", "--width=64", "--output-dir", "out", "--no-wait").out()
                .contains("waits already " + first));
        String second = left("65");
        String third = left("66");
        assertTrue(run(75, "run", "crop", "cat.png", "--width=67", "--output-dir", "out").err().contains("paused"));
        String fourth = jobs("open").getFirst().get("id").asText();

        run(0, "jobs", "move", third.substring(0, 8), "--first");
        run(0, "jobs", "priority", fourth, "urgent");
        assertEquals(List.of(fourth, third, first, second), jobs("open").stream()
                .sorted(Comparator.comparing(job -> job.get("place").asInt())).map(job -> job.get("id").asText())
                .toList());
        assertTrue(run(3, "jobs", "cancel", second, "ffffffff-nobody").out().contains("canceled"));
        assertEquals(75, run(75, "jobs", "watch", "--until-done").exit());
        assertEquals(List.of(), jobs("success"), "nothing runs while the queue is paused");

        run(0, "jobs", "resume", "--queue");
        run(0, "jobs", "watch", "--until-done");
        List<String> ran = jobs("success").stream()
                .filter(job -> List.of(first, third, fourth).contains(job.get("id").asText()))
                .sorted(Comparator.comparing(job -> job.at("/times/started").asText()))
                .map(job -> job.get("id").asText()).toList();
        // two run at once, and which of these two threads begins first is nobody's promise
        assertEquals(Set.of(fourth, third), Set.copyOf(ran.subList(0, 2)));
        assertEquals(List.of(first), ran.subList(2, ran.size()));
        assertEquals(List.of(second), jobs("canceled").stream().map(job -> job.get("id").asText()).toList());
    }

    @Test
    void a_dead_letter_is_repeated_when_its_cause_is_gone() throws Exception {
        run(0, "init", ".");
        Path picture = folder.resolve("cat.png");
        Files.copy(studio.sample("cat.png"), picture);
        String job = left("64");
        byte[] good = Files.readAllBytes(picture);
        Files.write(picture, Arrays.copyOf(good, good.length / 2));
        Outcome failed = run(1, "jobs", "watch", "--until-done");
        assertTrue(failed.out().contains("podstudio jobs retry " + job.substring(0, 8)), failed.all());

        run(0, "jobs", "dead", "note", job, "cut off; a whole one is on its way");
        Outcome letters = run(0, "jobs", "dead");
        assertTrue(letters.out().contains("note: cut off; a whole one is on its way"), letters.all());
        Files.write(picture, good);
        run(0, "jobs", "dead", "retry", "--all");
        assertEquals(1, Studio.files(folder.resolve("out")).size());
        assertEquals("There are no dead letters.\n", run(0, "jobs", "dead").out());
    }

    /** Has a picture cropped some day. @return the id of the job */
    private String left(String width, String... options) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("--json", "run", "crop", "cat.png", "--width=" + width, "--output-dir", "out", "--no-wait"));
        words.addAll(List.of(options));
        Outcome left = run(0, words.toArray(String[]::new));
        assertEquals("queued", left.json().at("/jobs/0/state").asText(), left.all());
        return left.json().at("/jobs/0/id").asText();
    }

    private List<JsonNode> jobs(String state) throws Exception {
        JsonNode list = run(0, "--json", "jobs", "list", "--state", state).json().get("jobs");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private Outcome run(int exit, String... words) throws IOException, InterruptedException {
        Outcome outcome = studio.run(folder, words);
        assertEquals(exit, outcome.exit(), () -> String.join(" ", words) + ": " + outcome.all());
        return outcome;
    }
}
