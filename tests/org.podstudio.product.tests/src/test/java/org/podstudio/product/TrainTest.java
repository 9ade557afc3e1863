package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caches of classes that {@code train.sh} makes are taken, and leave loops over pixels to the second compiler. */
class TrainTest {

    private static final int WITH_CACHES = 25;
    private static final List<String> MUST_TAKE = List.of("PODSTUDIO_JAVA_OPTS=-XX:AOTMode=on -XX:+PrintCompilation");

    @TempDir
    Path folder;

    @Test
    void a_trained_product_starts_from_its_caches_and_still_compiles_hot_loops_twice() throws Exception {
        Studio studio = Studio.copy(folder.resolve("product"));
        String words = train(studio);
        if (Runtime.version().feature() < WITH_CACHES) {
            assertTrue(words.contains("takes Java " + WITH_CACHES), words);
            return;
        }
        assertEquals("", words);
        assertEquals(2, Studio.files(studio.product().resolve("configuration")).stream().filter(f -> f.endsWith(".aot"))
                .count());
        var listed = studio.run(folder, MUST_TAKE, "processors");
        assertEquals(0, listed.exit(), listed.all());
        var worked = studio.run(folder, MUST_TAKE, "run", "crop", studio.sample("rocket.jpg").toString(), "--width",
                "320", "--output-dir", folder.resolve("made").toString());
        assertEquals(0, worked.exit(), worked.err());
        assertTrue(worked.out().lines().anyMatch(line -> line.matches(".* 4 +org\\.podstudio\\.imaging\\..*")),
                "nothing of the pictures was compiled by the second compiler");
    }

    private String train(Studio studio) throws Exception {
        Path said = folder.resolve("train.txt");
        Process process = new ProcessBuilder(studio.product().resolve("train.sh").toString()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(8, TimeUnit.MINUTES), "the training did not end");
        return Files.readString(said);
    }
}
