package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caches of classes that {@code train.sh} makes are taken, and leave loops over pixels to the second compiler. */
class TrainTest {

    private static final int WITH_CACHES = 25;
    /** The product takes the Java that runs this test. */
    private static final String JAVA = "JAVA_HOME=" + System.getProperty("java.home");
    private static final List<String> MUST_TAKE = List.of(JAVA,
            "PODSTUDIO_JAVA_OPTS=-XX:AOTMode=on -XX:+PrintCompilation");

    @TempDir
    Path folder;

    @Test
    void a_trained_product_starts_from_its_caches_and_still_compiles_hot_loops_twice() throws Exception {
        Studio studio = Studio.copy(folder.resolve("product"));
        String words = train(studio);
        if (Runtime.version().feature() < WITH_CACHES) {
            assertTrue(words.contains("take Java " + WITH_CACHES), words);
            return;
        }
        assertEquals("", words);
        var listed = studio.run(folder, MUST_TAKE, "processors");
        assertEquals(0, listed.exit(), listed.err());
        var worked = studio.run(folder, MUST_TAKE, "run", "crop", photograph().toString(), "--width", "320",
                "--output-dir", folder.resolve("made").toString());
        assertEquals(0, worked.exit(), worked.err());
        assertTrue(worked.out().lines().anyMatch(line -> line.matches(
                ".* 4 +org\\.podstudio\\.imaging\\.internal\\.eighth\\..*")),
                "no loop of the reader of JPEGs was compiled by the second compiler");
    }

    private Path photograph() throws IOException {
        BufferedImage picture = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, (x >> 4) << 16 | (y >> 3) << 8 | random.nextInt(32));
            }
        }
        Path file = folder.resolve("photograph.jpg");
        ImageIO.write(picture, "jpg", file.toFile());
        return file;
    }

    private String train(Studio studio) throws Exception {
        Path said = folder.resolve("train.txt");
        var builder = new ProcessBuilder("env", JAVA, studio.product().resolve("train.sh").toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the training did not end: " + Files.readString(said));
        }
        return Files.readString(said);
    }
}
