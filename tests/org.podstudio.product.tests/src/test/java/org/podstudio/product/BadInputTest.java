package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

/** One clear sentence with what, why and what next, the right exit code, no stack trace, no partial file; and the rest of a batch goes on. */
class BadInputTest {

    private final Studio studio = Studio.built();

    @TempDir
    Path folder;

    @Test
    void a_missing_file() throws Exception {
        refused(crop("nowhere.png"), 5, "nowhere.png");
    }

    @Test
    void an_empty_file() throws Exception {
        Files.createFile(folder.resolve("empty.png"));
        refused(crop("empty.png"), 1, "empty.png");
    }

    @Test
    void a_text_file_named_jpg() throws Exception {
        Files.writeString(folder.resolve("letter.jpg"), "Dear Sir or Madam");
        refused(crop("letter.jpg"), 1, "letter.jpg");
    }

    @Test
    void a_truncated_jpeg() throws Exception {
        truncated("rocket.jpg", "half.jpg");
        refused(crop("half.jpg"), 1, "half.jpg");
    }

    @Test
    void a_truncated_film() throws Exception {
        truncated("cockatoo.mp4", "half.mp4");
        refused(run("run", "normalize", "half.mp4", "--output-dir", "out"), 1, "half.mp4");
    }

    @Test
    void a_decompression_bomb() throws Exception {
        Files.write(folder.resolve("bomb.png"), bomb(30_000));
        refused(crop("bomb.png"), 1, "bomb.png");
    }

    @Test
    void a_name_with_spaces_quotes_emoji_and_a_leading_dash_is_no_problem() throws Exception {
        String name = "-rf 'so \"called\" \uD83D\uDE80 rocket.jpg";
        Files.copy(studio.sample("rocket.jpg"), folder.resolve(name));
        Outcome done = run("run", "crop", "--width", "64", "--output-dir", "out", "--", name);
        assertEquals(0, done.exit(), done.all());
        assertEquals(1, Studio.files(folder.resolve("out")).size(), done.all());
    }

    @Test
    void a_read_only_folder() throws Exception {
        OwnDisk disk = new OwnDisk(Files.createDirectory(folder.resolve("out")), "ro");
        refused(studio.on(disk).run(folder, "run", "crop", studio.sample("cat.png").toString(), "--width", "64",
                "--output-dir", "out"), 1, "out");
        assertEquals(List.of(), disk.files());
    }

    @Test
    void a_file_where_the_folder_should_be() throws Exception {
        Path file = Files.createFile(folder.resolve("out"));
        refused(run("run", "crop", studio.sample("cat.png").toString(), "--width", "64", "--output-dir",
                file.toString()), 1, "out");
    }

    @Test
    void a_full_disk() throws Exception {
        OwnDisk disk = new OwnDisk(Files.createDirectory(folder.resolve("disk")), "size=96k");
        Outcome full = studio.on(disk).run(folder, "run", "crop", studio.sample("astronaut.png").toString(), "--width",
                "2000", "--output-dir", "disk");
        assertEquals(75, full.exit(), full.all());
        plain(full, "astronaut.png");
        assertEquals(List.of(), disk.files());
    }

    @Test
    void an_unknown_parameter_is_answered_with_the_known_ones() throws Exception {
        Outcome refused = run("run", "crop", studio.sample("cat.png").toString(), "--widht=3", "--output-dir", "out");
        refused(refused, 2, "widht");
        assertTrue(refused.err().contains("width"), refused.all());
    }

    @Test
    void a_value_out_of_range() throws Exception {
        refused(run("run", "normalize", studio.sample("guitar.flac").toString(), "--target-lufs=5", "--output-dir",
                "out"), 2, "target-lufs");
    }

    @Test
    void an_unknown_processor_is_answered_with_the_known_ones() throws Exception {
        Outcome refused = run("run", "paint", studio.sample("cat.png").toString(), "--output-dir", "out");
        refused(refused, 5, "paint");
        assertTrue(refused.err().contains("crop"), refused.all());
    }

    @Test
    void a_model_with_a_wrong_hash_never_reaches_native_code() throws Exception {
        Studio other = new Studio(studio.product(), folder.resolve("home"));
        Path model = Files.createDirectories(folder.resolve("home/models/u2netp")).resolve("u2netp.onnx");
        Files.writeString(model, "not a network");
        Outcome refused = other.run(folder, "run", "bg-remove", studio.sample("cat.png").toString(), "--model",
                "u2netp", "--output-dir", "out");
        refused(refused, 1, "u2netp");
    }

    @Test
    void no_network() throws Exception {
        Studio other = new Studio(studio.product(), folder.resolve("home"));
        Outcome refused = other.run(folder,
                List.of("PODSTUDIO_JAVA_OPTS=-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9", "PATH=/usr/bin:/bin"),
                "models", "fetch", "u2netp");
        refused(refused, 75, "u2netp");
    }

    @Test
    void a_second_process_on_the_same_project_is_asked_to_try_later() throws Exception {
        assertEquals(0, run("init", "project").exit());
        Process first = studio.start(folder, List.of(), "--project", "project", "jobs", "watch");
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (!Files.exists(folder.resolve("project/podstudio.db/db.lck"))) {
                assertFalse(first.waitFor(20, TimeUnit.MILLISECONDS), "the first process ended");
                assertTrue(System.nanoTime() < deadline, "the first process locks nothing");
            }
            refused(run("--project", "project", "assets"), 75, "project");
        } finally {
            first.descendants().forEach(ProcessHandle::destroy);
            first.destroy();
            first.waitFor();
        }
    }

    @Test
    void an_unreadable_folder_leaves_the_rest_going() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in/closed")).getParent();
        Files.copy(studio.sample("rocket.jpg"), in.resolve("rocket.jpg"));
        Files.setPosixFilePermissions(in.resolve("closed"), Set.of());
        try {
            Outcome partly = run("run", "crop", "in", "--recursive", "--width", "64", "--output-dir", "out");
            // to root nothing is closed
            assertEquals(Files.isReadable(in.resolve("closed")) ? 0 : 3, partly.exit(), partly.all());
            assertEquals(1, Studio.files(folder.resolve("out")).size());
        } finally {
            Files.setPosixFilePermissions(in.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void the_rest_of_a_batch_goes_on() throws Exception {
        Files.writeString(folder.resolve("letter.jpg"), "Dear Sir or Madam");
        Files.copy(studio.sample("rocket.jpg"), folder.resolve("rocket.jpg"));
        Outcome partly = run("run", "crop", "letter.jpg", "rocket.jpg", "--width", "64", "--output-dir", "out");
        assertEquals(3, partly.exit(), partly.all());
        plain(partly, "letter.jpg");
        assertEquals(1, Studio.files(folder.resolve("out")).size());
    }

    private Outcome crop(String file) throws Exception {
        return run("run", "crop", file, "--width", "64", "--output-dir", "out");
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        return studio.run(folder, arguments);
    }

    private void refused(Outcome outcome, int exit, String named) throws IOException {
        assertEquals(exit, outcome.exit(), outcome.all());
        plain(outcome, named);
        Path out = folder.resolve("out");
        assertEquals(List.of(), Files.isDirectory(out) ? Studio.files(out) : List.of(), "no partial file");
    }

    private static void plain(Outcome outcome, String named) {
        String text = outcome.out() + outcome.err();
        assertTrue(text.contains(named), "the sentence names " + named + ": " + outcome.all());
        assertFalse(text.matches("(?s).*\\n\\s+at [\\w.$]+\\(.*") || text.contains("Exception"),
                "a stack trace: " + outcome.all());
    }

    private void truncated(String sample, String name) throws IOException {
        byte[] whole = Files.readAllBytes(studio.sample(sample));
        Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));
    }

    /** A valid PNG of black pixels that is small on disk and takes 3.6 GB decoded. */
    private static byte[] bomb(int side) throws IOException {
        var data = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(data, new Deflater(9))) {
            byte[] row = new byte[side * 4 + 1];
            for (int y = 0; y < side; y++) {
                deflater.write(row);
            }
        }
        var png = new ByteArrayOutputStream();
        png.write(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.write(chunk("IHDR",
                ByteBuffer.allocate(13).putInt(side).putInt(side).put(new byte[]{8, 6, 0, 0, 0}).array()));
        png.write(chunk("IDAT", data.toByteArray()));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(Studio.utf8(type));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(Studio.utf8(type)).put(data)
                .putInt((int) crc.getValue()).array();
    }
}
