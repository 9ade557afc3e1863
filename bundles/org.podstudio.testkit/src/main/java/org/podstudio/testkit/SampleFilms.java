package org.podstudio.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Small films, which only an ffmpeg can make.
 *
 * @param ffmpeg runs with such words, without the program's name
 */
public record SampleFilms(Consumer<List<String>> ffmpeg) {

    /** A file. @param words of ffmpeg's, but for the file, which comes last @return the file */
    public Path make(Path file, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("file:" + file.toAbsolutePath());
        ffmpeg.accept(all);
        return file;
    }

    /** Moving shapes with a tone, 25 frames a second of H.264. @param size {@code 320x180} @return the file */
    public Path film(Path file, String size, double seconds) {
        return make(file, "-f", "lavfi", "-i", "testsrc2=s=" + size + ":r=25:d=" + seconds, "-f", "lavfi", "-i",
                "sine=d=" + seconds, "-c:v", "libopenh264", "-c:a", "aac");
    }
}
