package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.Arrays;
import java.util.Collections;
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
 * what the last one left; cancels, pauses, resumes and retries in between; and sees that nothing is lost, doubled or left behind. {@code -Dpodstudio.rounds=200} makes it the long form,
 * {@code -Dpodstudio.seed=N} repeats one.
 */
class TortureTest {

    private static final int ROUNDS = Integer.getInteger("podstudio.rounds", 6);
    private static final long SEED = Long.getLong("podstudio.seed", System.nanoTime());
    private static final List<String> PICTURES = List.of("cat.png", "rocket.jpg", "astronaut.png");
    /** So many pieces are cut from each picture, to have enough to do. */
    private static final int PIECES = 5;
    private static final String MUSIC = "guitar.flac";
    private static final Pattern ACCEPTED = Pattern.compile("(?:\"progress\":\"|queued +)([0-9a-f-]{36})");
    /** What a job may fail with whose child process was killed three times, or the program that ran it. */
    private static final Set<String> OF_KILLS = Set.of("media.killed", "engine.fatal");
    /** Folders of a project whose contents are compared with what is recorded, or are the database's own. */
    private static final Pattern KNOWN = Pattern.compile("(Library|Work|Logs/jobs|podstudio\\.db)/.*");

    private final Random random = new Random(SEED);
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> canceled = new HashSet<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    @TempDir
    Path folder;
    private Studio studio;
    private Path project;
    private Path copies;
    private Path plain;
    private String doomed = "";

    private boolean paused;
    private int killed;
    private int retried;
    private int failed;
    private int outputs;

    /** Whom a round kills. */
    private enum Victim {
        PROGRAM, CHILDREN, BOTH
    }

    /** What a round has the program do. */
    private enum Order {
        CROP, SEVERAL, COPY, NORMALIZE, RECOVER;

        /** A victim that it has; pictures are cropped without child processes. */
        Victim victim(Random random) {
            return switch (this) {
                case CROP, SEVERAL, COPY -> Victim.PROGRAM;
                case NORMALIZE -> Victim.values()[random.nextInt(Victim.values().length)];
                case RECOVER -> random.nextBoolean() ? Victim.PROGRAM : Victim.BOTH;
            };
        }
    }

    /** What somebody has done with the queue between two rounds, while nothing runs. */
    private enum Decision {
        CANCEL, PAUSE, RETRY
    }

    @BeforeEach
    void importSamples() throws Exception {
        studio = new Studio(Studio.built().product(), folder.resolve("home"));
        project = folder.resolve("project");
        copies = Files.createDirectory(folder.resolve("copies"));
        plain = Files.createDirectory(folder.resolve("plain"));
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
        int floor = accepted.size();
        assertEquals(PICTURES.size() * PIECES, floor);
        fail();
        List<String> beside = beside();
        for (int round = 1; round <= ROUNDS; round++) {
            String what = "round " + round + " of seed " + SEED;
            if (round % 2 == 0) {
                decide(dealt(decisions, Decision.values()));
            }
            round(dealt(orders, Order.values()), round, random.nextLong(undisturbed * 9 / 10));
            assertEquals(List.of(), orphans(), what);
            if (paused) {
                run(0, "jobs", "resume", "--queue");
                paused = false;
            }
            if (round % 10 == 0 || round == ROUNDS) {
                drain(what);
                check(what);
                assertTrue(outputs >= floor, what + ": " + outputs + " outputs, and " + floor + " before the kills");
                assertEquals(beside, beside(), what + ": files of the project that nobody asked for");
            }
        }
        assertEquals(originals, hashes(project.resolve("Library")), "originals");
        assertTrue(killed > 0, "nobody was killed");
        System.out.println(accepted.size() + " jobs accepted in " + ROUNDS + " rounds of seed " + SEED + ", " + killed
                + " of them killed; " + canceled.size() + " canceled, " + retried + " retried, " + failed
                + " failed by kills; " + outputs + " outputs as recorded");
    }

    /** Each comes as often as the others, in any order. */
    private <T> T dealt(List<T> deck, T[] all) {
        if (deck.isEmpty()) {
            deck.addAll(List.of(all));
            Collections.shuffle(deck, random);
        }
        return deck.removeFirst();
    }

    /** Leaves a dead letter whose cause is gone. */
    private void fail() throws Exception {
        Path broken = copies.resolve("broken.png");
        byte[] good = Files.readAllBytes(studio.sample(PICTURES.getFirst()));
        Files.write(broken, Arrays.copyOf(good, good.length / 2));
        Set<String> before = Set.copyOf(accepted);
        accept(run(1, "run", "crop", broken.toString(), "--output-dir", plain.toString(), "--width=90", "--progress",
                "json").all());
        doomed = accepted.stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
        Files.write(broken, good);
    }

    private void decide(Decision decision) throws Exception {
        switch (decision) {
            case CANCEL -> run(0, "jobs", "cancel", "--all", "--json").json().get("jobs").forEach(job -> {
                assertEquals("canceled", job.get("outcome").asText(), job::toString);
                canceled.add(job.get("id").asText());
            });
            case PAUSE -> {
                run(0, "jobs", "pause", "--queue");
                paused = true;
            }
            case RETRY -> run(0, "jobs", "retry", "--all-failed", "--no-wait", "--json").json().get("retried")
                    .forEach(job -> {
                        accepted.add(job.get("successor").asText());
                        retried++;
                    });
        }
    }

    /** @param instant milliseconds after the start when somebody is killed, if it is not over by then */
    private void round(Order order, int round, long instant) throws Exception {
        Victim victim = order.victim(random);
        Process program = studio.start(project, List.of(), words(order, round));
        if (!program.waitFor(instant, TimeUnit.MILLISECONDS) && kill(program, victim)) {
            killed++;
        }
        assertTrue(program.waitFor(2, TimeUnit.MINUTES), "it does not end when its child process is killed");
        accept(studio.printed(program));
    }

    private void accept(String printed) {
        Matcher ids = ACCEPTED.matcher(printed);
        while (ids.find()) {
            accepted.add(ids.group(1));
        }
    }

    /** No two rounds ask for the same, so that every job has something to make. */
    private String[] words(Order order, int round) throws IOException {
        List<String> words = new ArrayList<>(List.of("--progress", "json"));
        words.addAll(switch (order) {
            case CROP -> List.of("run", "crop", "--width=" + (100 + round));
            case SEVERAL -> List.of("run", "crop", "--output", "width=" + (400 + round), "--output",
                    "name=thumb,width=" + (700 + round));
            case COPY -> List.of("run", "crop", "--width=100", "--output-dir", plain.toString());
            case NORMALIZE -> List.of("run", "normalize", "--target-lufs=" + (-10 - round / 20.0));
            case RECOVER -> List.of("jobs", "watch", "--until-done");
        });
        words.addAll(switch (order) {
            case CROP, SEVERAL -> imported("images");
            case COPY -> copied(round);
            case NORMALIZE -> imported("audio");
            case RECOVER -> List.of();
        });
        return words.toArray(String[]::new);
    }

    /** Copies of pictures, of which the project knows nothing. */
    private List<String> copied(int round) throws IOException {
        List<String> made = new ArrayList<>();
        for (String piece : Studio.files(folder.resolve("pieces"))) {
            made.add(Files.copy(folder.resolve("pieces").resolve(piece), copies.resolve(round + "-" + piece))
                    .toString());
        }
        return made;
    }

    private List<String> imported(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("Library").resolve(kind))) {
            return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    /** @return whether somebody was alive, and is not any more */
    private static boolean kill(Process program, Victim victim) throws InterruptedException {
        List<ProcessHandle> children = program.descendants().toList();
        while (victim == Victim.CHILDREN && children.isEmpty() && !program.waitFor(5, TimeUnit.MILLISECONDS)) {
            children = program.descendants().toList();
        }
        boolean hit = victim != Victim.CHILDREN && program.toHandle().destroyForcibly();
        if (victim != Victim.PROGRAM) {
            for (ProcessHandle child : children) {
                hit |= child.destroyForcibly();
            }
        }
        return hit;
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
        assertTrue(Set.of(0, 1, 3).contains(end.exit()), what + ": " + end.all());
        assertTrue(!end.all().contains("\tat "), what + ": " + end.all());
        assertTrue(System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2), what);
    }

    private void check(String what) throws Exception {
        Map<String, JsonNode> jobs = new HashMap<>();
        for (JsonNode job : json("jobs", "list", "--limit", "100000").get("jobs")) {
            assertNull(jobs.put(job.get("id").asText(), job), what + ": listed twice: " + job);
        }
        accepted.forEach(id -> assertTrue(jobs.containsKey(id), what + ": job " + id + " is lost"));
        jobs.values().forEach(job -> checkEnd(job, what));
        failed = (int) jobs.values().stream().filter(job -> job.get("state").asText().equals("failed")).count() - 1;

        Map<String, JsonNode> assets = new HashMap<>();
        json("assets", "--limit", "100000").forEach(a -> assets.put(a.get("path").asText(), a));
        Set<Path> made = new HashSet<>();
        for (JsonNode job : jobs.values()) {
            for (JsonNode output : job.get("outputs")) {
                Path file = Path.of(output.asText());
                assertTrue(made.add(file), what + ": made twice: " + file);
                if (!file.startsWith(plain)) {
                    String path = project.relativize(file).toString();
                    assertEquals(assets.get(path).at("/content/sha256").asText(), sha256(file), what + ": " + path);
                }
                checkReadable(file, what);
            }
        }
        outputs = made.size();
        // folders as well, and what is hidden: nothing but results belongs there
        Set<Path> there = new HashSet<>(entries(plain));
        Studio.files(project.resolve("Work")).forEach(file -> there.add(project.resolve("Work").resolve(file)));
        assertEquals(made, there, what + ": files beside those of successful jobs");
        assertEquals(List.of(), entries(project.resolve("Work/.scratch")), what);
        assertEquals(List.of(), entries(studio.home().resolve("temporary")), what);
        Set<Path> recorded = new HashSet<>();
        assets.keySet().stream().filter(path -> !path.startsWith("Library/"))
                .forEach(path -> recorded.add(project.resolve(path)));
        made.removeIf(file -> file.startsWith(plain));
        assertEquals(made, recorded, what + ": assets beside those of successful jobs");
        for (Path log : entries(project.resolve("Logs/jobs"))) {
            assertTrue(jobs.containsKey(log.getFileName().toString().replace(".log", "")), what + ": " + log);
        }
    }

    private void checkEnd(JsonNode job, String what) {
        String id = job.get("id").asText();
        String state = job.get("state").asText();
        String code = job.at("/problem/code").asText();
        int wanted = Math.max(1, job.at("/recipe/outputs").size());
        assertEquals(state.equals("success") ? wanted : 0, job.get("outputs").size(), what + ": " + job);
        assertTrue(switch (state) {
            case "success" -> !canceled.contains(id);
            case "canceled" -> canceled.contains(id);
            case "failed" -> id.equals(doomed) || OF_KILLS.contains(code);
            default -> false;
        }, what + ": " + job);
    }

    private void checkReadable(Path file, String what) throws Exception {
        if (file.toString().endsWith(".flac")) {
            Path natives = studio.home().resolve("natives");
            assertEquals(Sound.seconds(studio.sample(MUSIC), natives), Sound.seconds(file, natives), 0.01,
                    what + ": " + file);
        } else {
            assertNotNull(ImageIO.read(file.toFile()), what + ": cannot be read: " + file);
        }
    }

    /** Files of the project outside the folders that are looked through anyway. */
    private List<String> beside() throws IOException {
        return Studio.files(project).stream().filter(file -> !KNOWN.matcher(file).matches()).toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return run(0, all.toArray(String[]::new)).json();
    }

    private Studio.Outcome run(int exit, String... words) throws Exception {
        Studio.Outcome outcome = studio.run(project, words);
        assertEquals(exit, outcome.exit(), () -> String.join(" ", words) + ": " + outcome.all());
        return outcome;
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
