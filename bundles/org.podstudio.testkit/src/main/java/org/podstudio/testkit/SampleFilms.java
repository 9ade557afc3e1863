package org.podstudio.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Small films and sounds, which only an ffmpeg can make.
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

    /** A film of half a second whose pictures nobody without its key can see. @param file an MP4 @return the file */
    public Path locked(Path file) {
        return make(file, "-f", "lavfi", "-i", "testsrc2=s=320x180:d=0.5", "-c:v", "libopenh264", "-encryption_scheme",
                "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid",
                "a7e61c373e219033c21091fa607bf3b8");
    }

    /** A film of half a second that says of its sound that nobody without its key can hear it. @param file an MP4 @return the file */
    public Path deaf(Path file) throws IOException {
        return locked(file, "1:a", "0:v", "enca");
    }

    /** A film of half a second that says of its pictures that nobody without its key can see them. @param file an MP4 @return the file */
    public Path blind(Path file) throws IOException {
        return locked(file, "0:v", "1:a", "encv");
    }

    /** ffmpeg locks all or nothing, so the name of the first stream's format is written over. */
    private Path locked(Path file, String first, String second, String name) throws IOException {
        make(file, "-f", "lavfi", "-i", "testsrc2=s=96x64:d=0.5", "-f", "lavfi", "-i", "sine=d=0.5", "-map", first,
                "-map", second, "-c:v", "libopenh264", "-c:a", "aac");
        byte[] bytes = Files.readAllBytes(file);
        int table = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stsd");
        System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, table + 16, name.length());
        return Files.write(file, bytes);
    }

    /** Sound of one of ffmpeg's sources. @param more words of how it is written @return the file */
    public Path sound(Path file, String source, String... more) {
        List<String> words = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
        words.addAll(List.of(more));
        return make(file, words.toArray(String[]::new));
    }

    /** All samples, interleaved. @param format ffmpeg's name of theirs: {@code s16le} */
    public byte[] samples(Path sound, String format) throws IOException {
        Path raw = make(sound.resolveSibling("raw"), "-i", "file:" + sound.toAbsolutePath(), "-map", "0:a", "-f",
                format);
        return Files.readAllBytes(raw);
    }

    /** All samples as numbers, interleaved. */
    public double[] numbers(Path sound) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(samples(sound, "f64le")).order(ByteOrder.LITTLE_ENDIAN);
        double[] all = new double[buffer.remaining() / Double.BYTES];
        buffer.asDoubleBuffer().get(all);
        return all;
    }
}
