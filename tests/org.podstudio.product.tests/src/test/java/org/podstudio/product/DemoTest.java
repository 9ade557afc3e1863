package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

/** The whole chain on real media. */
class DemoTest {

    private final Studio studio = Studio.built();

    @TempDir
    Path folder;

    @Test
    void two_demos_give_the_same_pack() throws Exception {
        Path first = demo("first");
        Path second = demo("second");
        assertEquals(-1, Files.mismatch(first, second));
        judged(first);
        looksAsExpected(folder.resolve("first"));
    }

    /** Perceptually, not byte by byte: networks round differently on other processors. */
    private static void looksAsExpected(Path project) throws Exception {
        ContactSheet sheet = ContactSheet.of(project);
        sheet.write(Path.of("target", "contact-sheet.jpg"));
        double difference = sheet
                .difference(ContactSheet.read(Path.of("..", "..", "releng/samples/expected/contact-sheet.jpg")));
        assertTrue(difference < 4, "look at target/contact-sheet.jpg: it differs by " + difference + " levels");
    }

    private Path demo(String name) throws Exception {
        Path into = folder.resolve(name);
        Outcome done = studio.run(folder, "demo", "--into", into.toString());
        assertEquals(0, done.exit(), done.all());
        List<Path> zips = Studio.files(into).stream().filter(f -> f.endsWith(".zip")).map(into::resolve).toList();
        assertEquals(1, zips.size(), done.all());
        assertTrue(done.out().contains(zips.getFirst().getFileName().toString()), done.all());
        return zips.getFirst();
    }

    /** By programs that are not ours. */
    private void judged(Path zip) throws Exception {
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        assertEquals(0, command(unpacked, "unzip", "-q", zip.toString()));
        Path sums = unpacked.resolve(
                Studio.files(unpacked).stream().filter(f -> f.endsWith("checksums.txt")).findFirst().orElseThrow());
        assertEquals(0, command(sums.getParent(), "sha256sum", "--quiet", "-c", "checksums.txt"));
    }

    private static int command(Path folder, String... words) throws Exception {
        return new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start().waitFor();
    }
}
