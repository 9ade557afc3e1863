package org.podstudio.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.product.Studio.Outcome;

/**
 * Every processor of the product works on real media, and what it makes passes the engine's verification, of which its own tests know nothing. A
 * second of the film is enough, but a real one: 1280 x 720 at 20 frames a second, with pictures that need later ones.
 */
class ProcessorsTest {

    /** Those that need a network, which the demo runs. */
    private static final Set<String> NETWORKS = Set.of("bg-remove", "upscale", "video-upscale");

    private final Studio studio = Studio.built();
    private final List<String> ran = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void each_processor_makes_what_passes_verification() throws Exception {
        works("video-trim", "cockatoo.mp4", "--start", "1", "--duration", "1.5");
        Path film = works("video-trim", "cockatoo.mp4", "--start", "1", "--duration", "1", "--mode", "exact");
        works("abr", film.toString());
        works("stabilize", film.toString());
        works("stills", film.toString());
        for (String of : List.of("guitar.flac", film.toString())) {
            works("audio-convert", of);
            works("audio-trim", of, "--start", "0.2");
            works("normalize", of);
            works("waveform", of);
        }
        works("convert", "rocket.jpg", "--format", "webp");
        works("crop", "rocket.jpg", "--width", "320");
        works("face-restore", "astronaut.png");
        works("metadata", "rocket.jpg", "--policy", "strip_all");
        assertEquals(shipped(), new TreeSet<>(ran));
    }

    /** @return the one file it made, or the one that the folder it made is known by */
    private Path works(String processor, String sample, String... options) throws Exception {
        Path input = sample.startsWith("/") ? Path.of(sample) : studio.sample(sample);
        Path out = folder.resolve(processor + ran.size());
        Outcome done = studio.run(folder, Stream.concat(
                Stream.of("run", processor, input.toString(), "--output-dir", out.toString()), Stream.of(options))
                .toArray(String[]::new));
        assertEquals(0, done.exit(), () -> processor + " on " + sample + ": " + done.all());
        ran.add(processor);
        List<String> made = Studio.files(out);
        assertTrue(!made.isEmpty(), done::all);
        return out.resolve(made.getFirst());
    }

    private Set<String> shipped() throws Exception {
        Outcome told = studio.run(folder, "processors");
        return told.out().lines().filter(line -> line.matches("[a-z].*")).map(line -> line.split("\\s+")[0])
                .filter(id -> !NETWORKS.contains(id)).collect(Collectors.toCollection(TreeSet::new));
    }
}
