package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

/** The long work on a film, killed and kept waiting: what is done is not done again, and nobody is left behind. */
@Timeout(300)
class KilledFilmTest {

    private static final int FRAMES = 96;
    private static final Pattern GOES_ON = Pattern.compile("Goes on after (\\d+) frames");
    /** Containers tell the delay of a codec in different ways: less than a frame of AAC. */
    private static final double SOUND_SECONDS = 0.025;

    @TempDir
    Path folder;
    private Studio studio;
    private Ffmpeg ffmpeg;
    private Path film;

    /** Four pieces of 24 frames, with sound that begins a little after the pictures. */
    @BeforeEach
    void makeFilm() throws Exception {
        studio = new Studio(Studio.built().product(), folder.resolve("home"));
        assertEquals(0, studio.run(folder, "init", "project").exit());
        // who looks at a film unpacks the natives
        assertEquals(0, studio.run(folder.resolve("project"), "import", studio.sample("cockatoo.mp4").toString())
                .exit());
        ffmpeg = new Ffmpeg(studio.home().resolve("natives"));
        film = folder.resolve("small.mp4");
        assertFalse(ffmpeg.ask("ffmpeg", "-i", studio.sample("cockatoo.mp4").toString(), "-itsoffset", "0.3", "-f",
                "lavfi", "-i", "sine=d=4", "-map", "0:v", "-map", "1:a", "-vf", "scale=64:36", "-frames:v",
                Integer.toString(FRAMES), "-c:v", "libopenh264", "-g", "24", "-c:a", "aac", "-y", film.toString())
                .failed());
    }

    @Test
    void a_job_goes_on_after_its_program_and_its_encoder_were_killed_and_it_was_paused() throws Exception {
        Path project = folder.resolve("project");
        Path undisturbed = folder.resolve("undisturbed");
        done(folder, "run", "video-upscale", film.toString(), "--output-dir", undisturbed.toString());
        done(project, "import", film.toString());
        String asset = Studio.files(project.resolve("Library")).stream().filter(f -> f.endsWith("small.mp4"))
                .findFirst().orElseThrow();

        int before = killAfterAPiece(studio.start(project, List.of(), "run", "video-upscale", "Library/" + asset));
        String job = done(project, "jobs", "list", "--json").json().at("/jobs/0/id").asText();
        done(project, "jobs", "pause", job);
        assertEquals(75, studio.run(project, "jobs", "watch", "--until-done").exit());
        assertEquals(before, framesDone());
        done(project, "jobs", "resume", job);
        Process program = studio.start(project, List.of(), "jobs", "watch", "--until-done");
        int later = killEncoderAfter(before, program);
        assertTrue(program.waitFor(2, TimeUnit.MINUTES) && program.exitValue() == 0, studio.printed(program));

        String log = done(project, "jobs", "log", job).out();
        Matcher notes = GOES_ON.matcher(log);
        assertTrue(notes.find() && Integer.parseInt(notes.group(1)) == before, log);
        assertTrue(notes.find() && Integer.parseInt(notes.group(1)) >= later, log);
        assertTrue(log.contains("media.killed"), log);
        Path made = only(project.resolve("Work"));
        assertEquals(-1, Files.mismatch(only(undisturbed), made));
        assertWhole(made);
        assertNothingLeft(project);
    }

    @Test
    void the_same_order_goes_on_where_the_killed_one_was() throws Exception {
        Path out = folder.resolve("out");
        String[] order = {"run", "video-upscale", film.toString(), "--output-dir", out.toString()};
        int before = killAfterAPiece(studio.start(folder, List.of(), order));
        String told = done(folder, order).all();
        assertTrue(told.contains("Goes on after " + before + " frames"), told);
        assertWhole(only(out));
        assertNothingLeft(out);
    }

    /** @return frames that were done when the program died */
    private int killAfterAPiece(Process program) throws Exception {
        awaitFrames(1, program);
        program.destroyForcibly().waitFor();
        await(() -> working().isEmpty(), "no end of " + working());
        return framesDone();
    }

    /** @return frames that were done when the encoder died */
    private int killEncoderAfter(int frames, Process program) throws Exception {
        awaitFrames(frames + 1, program);
        await(() -> program.descendants().filter(child -> command(child).endsWith("piece.ts"))
                .anyMatch(ProcessHandle::destroyForcibly), "no encoder");
        return framesDone();
    }

    private void awaitFrames(int frames, Process program) throws Exception {
        await(() -> framesDone() >= frames || !program.isAlive(), "no piece is done");
        if (!program.isAlive()) {
            fail(studio.printed(program));
        }
    }

    private int framesDone() {
        try (Stream<Path> all = Files.walk(studio.home().resolve("checkpoints"))) {
            Path count = all.filter(file -> file.endsWith("done.txt")).findFirst().orElseThrow();
            return Integer.parseInt(Files.readString(count).split(" ")[0]);
        } catch (IOException | RuntimeException notYet) {
            return 0;
        }
    }

    private void assertWhole(Path made) throws Exception {
        String[] words = {"-v", "error", "-xerror", "-i", made.toString(), "-f", "null", "-"};
        assertFalse(ffmpeg.ask("ffmpeg", words).failed(), "cannot be decoded to its end");
        assertEquals(FRAMES, probe(made, "v:0", "-count_packets", "nb_read_packets"));
        assertEquals(lead(film), lead(made), SOUND_SECONDS);
    }

    /** By how much sound begins after pictures, seconds. */
    private double lead(Path file) throws Exception {
        return probe(file, "a:0", "-hide_banner", "start_time") - probe(file, "v:0", "-hide_banner", "start_time");
    }

    private double probe(Path file, String stream, String how, String entry) throws Exception {
        byte[] told = ffmpeg.ask("ffprobe", "-v", "error", how, "-select_streams", stream, "-show_entries", "stream="
                + entry, "-of", "csv=p=0", file.toString()).out();
        return Double.parseDouble(new String(told, StandardCharsets.UTF_8).strip());
    }

    private void assertNothingLeft(Path place) throws Exception {
        await(() -> working().isEmpty(), "no end of " + working());
        for (Path empty : List.of(place.resolve("Work/.scratch"), studio.home().resolve("temporary"),
                studio.home().resolve("checkpoints"))) {
            assertTrue(!Files.exists(empty) || Studio.files(empty).isEmpty(), empty.toString());
        }
    }

    /** Processes that work on files of this test. */
    private List<String> working() {
        return ProcessHandle.allProcesses().filter(ProcessHandle::isAlive).map(KilledFilmTest::command)
                .filter(line -> line.contains(folder.toString())).toList();
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static Path only(Path folder) throws IOException {
        List<String> files = Studio.files(folder);
        assertEquals(1, files.size(), files.toString());
        return folder.resolve(files.getFirst());
    }

    private Outcome done(Path where, String... words) throws Exception {
        Outcome outcome = studio.run(where, words);
        assertEquals(0, outcome.exit(), outcome::all);
        return outcome;
    }

    private static void await(java.util.function.BooleanSupplier what, String otherwise) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, otherwise);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
