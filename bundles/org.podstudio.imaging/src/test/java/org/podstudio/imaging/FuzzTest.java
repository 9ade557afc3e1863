package org.podstudio.imaging;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.podstudio.imaging.Fixtures.IMAGES;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.metadata.MetadataPolicy;
import org.podstudio.imaging.pixels.Blocks;

/**
 * Every sample, mutated: bits, numbers in headers, pieces moved, doubled, cut out, filled, ends cut off. Whatever comes of it is a picture or
 * a refusal with a class and a sentence, within seconds and without more memory than the header may ask for. A crash would end the test's
 * program, which the build reports. {@code -Dpodstudio.fuzz=N} makes N cases of each sample, {@code -Dpodstudio.seed=S} others.
 */
class FuzzTest {

    private static final int CASES = Integer.getInteger("podstudio.fuzz", 40);
    private static final long SEED = Long.getLong("podstudio.seed", 1);
    /** Those whose decoding costs a child process. */
    private static final int FEW = Math.max(1, CASES / 20);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** Numbers at which programs stumble. */
    private static final int[] ODD = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1,
            60_000};

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatever_a_file_holds_it_is_read_or_refused() throws IOException {
        try (Stream<Path> samples = Files.list(Path.of("src", "test", "resources"))) {
            List<Path> all = samples.filter(FuzzTest::picture).sorted().toList();
            for (Path sample : all) {
                int cases = sample.toString().endsWith("avif") ? FEW : CASES;
                for (int i = 0; i < cases; i++) {
                    String name = sample.getFileName() + " case " + i + " seed " + SEED;
                    byte[] bytes = mutated(Files.readAllBytes(sample), new Random(SEED * 1_000_003 + i));
                    Path file = Files.write(folder.resolve("fuzz"), bytes);
                    assertTimeoutPreemptively(LONGEST, () -> bear(file, name), name);
                }
            }
        }
    }

    private static boolean picture(Path file) {
        String name = file.toString();
        return Stream.of("jpg", "png", "webp", "gif", "tif", "bmp", "avif").anyMatch(name::endsWith)
                && !name.contains("scene-");
    }

    private void bear(Path file, String name) {
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        long pixels = outcome(name, () -> IMAGES.header(file).pixels());
        outcome(name, () -> IMAGES.read(file).argb().length);
        outcome(name, () -> IMAGES.metadata(file).size());
        outcome(name, () -> IMAGES.readAtLeast(file, 10, 10, Blocks.GO_ON).argb().length);
        outcome(name, () -> {
            IMAGES.thumbnail(file, folder.resolve("thumbnail"), 16);
            return 1;
        });
        for (MetadataPolicy policy : List.of(MetadataPolicy.PRESERVE_TECHNICAL, MetadataPolicy.STRIP_ALL)) {
            outcome(name, () -> IMAGES.carried(file, note -> assertTrue(note.contains("cannot be read"), note))
                    .remade(9, 9, Optional.empty(), policy).texts().size());
            outcome(name, () -> IMAGES.rewrite(file, folder.resolve("out"), policy).removed().size());
        }
        long bytes = memory.getCurrentThreadAllocatedBytes() - before;
        // three times decoded, what readers keep beside it, and what texts may unpack to
        assertTrue(bytes < (400L << 20) + 100 * Math.max(0, pixels), name + " allocated " + (bytes >> 20) + " MB");
    }

    /** Work on a file that may be anything. */
    @FunctionalInterface
    private interface Work {
        long run() throws IOException;
    }

    /** What it gives; -1 when it was refused. */
    private static long outcome(String name, Work work) {
        try {
            return work.run();
        } catch (ProcessingException e) {
            assertTrue(e.code().startsWith("image.") && e.message().endsWith(".") && !e.advice().isBlank(),
                    name + ": " + e.code() + " " + e.message());
            return -1;
        } catch (IOException | RuntimeException | Error e) {
            return fail(name + " ended with " + e, e);
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            // most of what matters stands at the beginning
            int reach = random.nextBoolean() ? Math.min(bytes.length, 96) : bytes.length;
            int at = random.nextInt(Math.max(1, reach));
            int length = Math.min(bytes.length - at, 1 + random.nextInt(32));
            bytes = switch (random.nextInt(7)) {
                case 0 -> flipped(bytes, at, random.nextInt(8));
                case 1 ->
                    number(bytes, at, ODD[random.nextInt(ODD.length)], 1 + random.nextInt(4), random.nextBoolean());
                case 2 -> Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(bytes.length)));
                case 3 -> joined(bytes, 0, at + length, bytes, at, bytes.length);
                case 4 -> joined(bytes, 0, at, bytes, at + length, bytes.length);
                case 5 -> filled(bytes, at, length, (byte) random.nextInt(256));
                default -> moved(bytes, at, random.nextInt(bytes.length), length);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        bytes[at] ^= (byte) (1 << bit);
        return bytes;
    }

    private static byte[] number(byte[] bytes, int at, int value, int length, boolean bigEndian) {
        for (int i = 0; i < length && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> 8 * (bigEndian ? length - 1 - i : i));
        }
        return bytes;
    }

    private static byte[] joined(byte[] head, int from, int to, byte[] tail, int tailFrom, int tailTo) {
        byte[] all = Arrays.copyOf(Arrays.copyOfRange(head, from, to), to - from + tailTo - tailFrom);
        System.arraycopy(tail, tailFrom, all, to - from, tailTo - tailFrom);
        return all.length == 0 ? new byte[1] : all;
    }

    private static byte[] filled(byte[] bytes, int at, int length, byte value) {
        Arrays.fill(bytes, at, at + length, value);
        return bytes;
    }

    private static byte[] moved(byte[] bytes, int from, int to, int length) {
        System.arraycopy(bytes.clone(), from, bytes, to, Math.min(length, bytes.length - to));
        return bytes;
    }
}
