package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Kills the program, its child processes or both at random instants, as {@code kill -9} does, while it takes orders, works, or puts in order
 * what the last one left; and sees that nothing is lost, doubled or left behind. {@code -Dpodstudio.rounds=200} makes it the long form,
 * {@code -Dpodstudio.seed=N} repeats one.
 */
class TortureTest {

    private static final int ROUNDS = Integer.getInteger("podstudio.rounds", 6);
    private static final long SEED = Long.getLong("podstudio.seed", System.nanoTime());
    private static final List<String> PICTURES = List.of("cat.png", "rocket.jpg", "astronaut.png");
    /** So many pieces are cut from each picture, to have enough to do. */
    private static final int PIECES = 5;
    private static final String MUSIC = "guitar.flac";
    private static final Pattern ACCEPTED = Pattern.compile("\"progress\":\"([0-9a-f-]{36})\"");

    private final Studio studio = Studio.built();
    private final Random random = new Random(SEED);
    private final Set<String> accepted = new HashSet<>();

    @TempDir
    Path folder;
    private Path project;

    private int killed;
    private int outputs;

    /** Whom a round kills. */
    private enum Victim {
        PROGRAM, CHILDREN, BOTH
    }

    /** What a round has the program do. */
    private enum Order {
        CROP, NORMALIZE, RECOVER
    }

    @BeforeEach
    void importSamples() throws Exception {
        project = folder.resolve("project");
        Path pieces = Files.createDirectory(folder.resolve("pieces"));
        for (String name : PICTURES) {
            cut(studio.sample(name), pieces);
        }
        assertEquals(0, studio.run(folder, "init", "project").exit());
        assertEquals(0, studio.run(project, "import", pieces.toString(), studio.sample(MUSIC).toString()).exit());
    }

    private static void cut(Path picture, Path pieces) throws IOException {
        BufferedImage whole = ImageIO.read(picture.toFile());
        int width = whole.getWidth() * 2 / 3;
        int height = whole.getHeight() * 2 / 3;
        for (int n = 0; n < PIECES; n++) {
            BufferedImage piece = whole.getSubimage((whole.getWidth() - width) * n / PIECES,
                    (whole.getHeight() - height) * n / PIECES, width, height);
            ImageIO.write(piece, "png", pieces.resolve(n + "-" + picture.getFileName() + ".png").toFile());
        }
    }

    @Test
    void nothing_is_lost_doubled_or_left_behind_whatever_is_killed_when() throws Exception {
        Map<Path, String> originals = hashes(project.resolve("Library"));
        long start = System.nanoTime();
        round(Order.CROP, 0, Long.MAX_VALUE);
        long undisturbed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        for (int round = 1; round <= ROUNDS; round++) {
            String what = "round " + round + " of seed " + SEED;
            round(Order.values()[random.nextInt(Order.values().length)], round, random.nextLong(undisturbed * 9 / 10));
            assertEquals(List.of(), orphans(), what);
            if (round % 10 == 0 || round == ROUNDS) {
                drain(what);
                check(what);
            }
        }
        assertEquals(originals, hashes(project.resolve("Library")), "originals");
        System.out.println(accepted.size() + " jobs accepted in " + ROUNDS + " rounds of seed " + SEED + ", " + killed
                + " of them killed; " + outputs + " outputs as recorded");
    }

    /** @param instant milliseconds after the start when somebody is killed, if it is not over by then */
    private void round(Order order, int round, long instant) throws Exception {
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        Process program = studio.start(project, List.of(), words(order, round));
        if (!program.waitFor(instant, TimeUnit.MILLISECONDS)) {
            kill(program, victim);
            killed++;
        }
        assertTrue(program.waitFor(2, TimeUnit.MINUTES), "it does not end when its child process is killed");
        Matcher ids = ACCEPTED.matcher(studio.printed(program));
        while (ids.find()) {
            accepted.add(ids.group(1));
        }
    }

    /** No two rounds ask for the same, so that every job has something to make. */
    private String[] words(Order order, int round) throws IOException {
        List<String> words = new ArrayList<>(List.of("--progress", "json"));
        words.addAll(switch (order) {
            case CROP -> List.of("run", "crop", "--width=" + (100 + round));
            case NORMALIZE -> List.of("run", "normalize", "--target-lufs=" + (-10 - round / 20.0));
            case RECOVER -> List.of("jobs", "watch", "--until-done");
        });
        if (order != Order.RECOVER) {
            words.addAll(imported(order == Order.CROP ? "images" : "audio"));
        }
        return words.toArray(String[]::new);
    }

    private List<String> imported(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("Library").resolve(kind))) {
            return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    private static void kill(Process program, Victim victim) {
        List<ProcessHandle> children = program.descendants().toList();
        if (victim != Victim.CHILDREN) {
            program.toHandle().destroyForcibly();
        }
        if (victim != Victim.PROGRAM) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Processes that work on the project though nothing should, after two seconds' grace. */
    private List<String> orphans() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        List<String> left = working();
        while (!left.isEmpty() && System.nanoTime() < end) {
            ProcessHandle.allProcesses().filter(this::works).findFirst()
                    .ifPresent(
                            process -> process.onExit().completeOnTimeout(process, 100, TimeUnit.MILLISECONDS).join());
            left = working();
        }
        return left;
    }

    private List<String> working() {
        return ProcessHandle.allProcesses().filter(this::works).map(p -> p.info().commandLine().orElse("?")).toList();
    }

    private boolean works(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().filter(line -> line.contains(project.toString()))
                .isPresent();
    }

    /** What a new process finds waiting is worked off. */
    private void drain(String what) throws Exception {
        long start = System.nanoTime();
        Studio.Outcome end = studio.run(project, "jobs", "watch", "--until-done");
        assertTrue(Set.of(0, 1, 3, 75).contains(end.exit()), what + ": " + end.all());
        assertTrue(!end.all().contains("\tat "), what + ": " + end.all());
        assertTrue(System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2), what);
    }

    private void check(String what) throws Exception {
        Map<String, JsonNode> jobs = new HashMap<>();
        json("jobs", "list", "--limit", "100000").get("jobs").forEach(job -> jobs.put(job.get("id").asText(), job));
        accepted.forEach(id -> assertTrue(jobs.containsKey(id), what + ": job " + id + " is lost"));

        Map<String, JsonNode> assets = new HashMap<>();
        json("assets", "--limit", "100000").forEach(a -> assets.put(a.get("path").asText(), a));
        Set<String> made = new HashSet<>();
        for (JsonNode job : jobs.values()) {
            String state = job.get("state").asText();
            assertTrue(Set.of("success", "failed", "canceled").contains(state), what + ": " + job);
            assertEquals(state.equals("success"), !job.get("outputs").isEmpty(), what + ": " + job);
            for (JsonNode output : job.get("outputs")) {
                Path file = Path.of(output.asText());
                String path = project.relativize(file).toString();
                assertTrue(made.add(path), what + ": made twice: " + path);
                assertEquals(assets.get(path).at("/content/sha256").asText(), sha256(file), what + ": " + path);
                assertTrue(path.endsWith(".wav") || path.endsWith(".flac") || ImageIO.read(file.toFile()) != null,
                        what + ": cannot be read: " + path);
            }
        }
        Set<String> there = new HashSet<>();
        for (String file : Studio.files(project.resolve("Work"))) {
            there.add("Work/" + file);
        }
        assertEquals(made, there, what + ": files beside those of successful jobs");
        outputs = made.size();
        assets.keySet().removeIf(path -> path.startsWith("Library/"));
        assertEquals(made, assets.keySet(), what + ": assets beside those of successful jobs");
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Studio.Outcome outcome = studio.run(project, all.toArray(String[]::new));
        assertEquals(0, outcome.exit(), outcome.all());
        return outcome.json();
    }

    private static Map<Path, String> hashes(Path folder) throws Exception {
        Map<Path, String> hashes = new HashMap<>();
        for (String file : Studio.files(folder)) {
            hashes.put(folder.resolve(file), sha256(folder.resolve(file)));
        }
        return hashes;
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
