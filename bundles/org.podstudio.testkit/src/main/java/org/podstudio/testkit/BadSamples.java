package org.podstudio.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Films and sounds that are broken, odd or hostile, each made when it is asked for. */
final class BadSamples {

    private static final int DAY_SECONDS = 24 * 3600;
    private static final List<String> H264 = List.of("-c:v", "libopenh264");
    private static final String MUSIC = "sine=d=2:r=44100";

    private final SampleFilms films;
    private final Path folder;

    BadSamples(SampleFilms films, Path folder) {
        this.films = films;
        this.folder = folder;
    }

    /** What a sample is made with. */
    @FunctionalInterface
    interface Maker {
        Path make(BadSamples samples, Path file) throws IOException;
    }

    /** What is to become of it. */
    enum Fate {
        /** It is refused, by name. */
        REFUSED,
        /** It is worked on as anything else. */
        RIGHT,
        /** Some processors cannot work on it, and say so; others do it right. */
        EITHER
    }

    /** @param name of the file, which its path ends with */
    record Sample(String name, Fate fate, Maker maker) {}

    /** What is no film and no sound, or locked, or should be more than it is. */
    static Stream<Sample> broken() {
        return Stream.of(
                broken("cut.mp4",
                        (s, f) -> s.half(s.film(f.resolveSibling("whole.mp4"), "-movflags", "+faststart"), f)),
                broken("cut.mkv", (s, f) -> s.half(s.film(f.resolveSibling("whole.mkv")), f)),
                broken("headless.mp4", (s, f) -> s.half(s.film(f.resolveSibling("whole.mp4")), f)),
                broken("empty.mp4", (s, f) -> Files.createFile(f)),
                broken("letter.mp4", (s, f) -> Files.writeString(f, "Dear Sir or Madam")),
                broken("locked.mp4", (s, f) -> s.films.locked(f)),
                broken("http.m3u8", (s, f) -> Files.writeString(f, "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n")),
                broken("etc.mp4", (s, f) -> Files.writeString(f, "ffconcat version 1.0\nfile /etc/passwd\n")));
    }

    /** Films. */
    static Stream<Sample> films() {
        return Stream.of(
                broken("sound.wav", (s, f) -> s.sound(f)),
                broken("deaf.mp4", (s, f) -> s.films.deaf(f)),
                right("mute.mp4", (s, f) -> s.film(f, "-an")),
                right("film.mp3", (s, f) -> Files.move(s.film(f.resolveSibling("f.mkv")), f)),
                right("-i %03d.mp4", (s, f) -> s.film(f)),
                either("still.mp4", (s, f) -> s.film(f, "-frames:v", "1")),
                either("rate0.avi", (s, f) -> s.withoutRate(s.pictures(f, "testsrc2=s=96x64:d=0.4", "-c:v", "mjpeg"))),
                right("uneven.mp4", (s, f) -> s.pictures(f, "testsrc2=s=96x64:d=0.6,select='not(mod(n,3))+lt(n,5)'",
                        "-fps_mode", "passthrough", "-c:v", "libopenh264")),
                either("1x1.mkv", (s, f) -> s.pictures(f, "color=s=1x1:d=0.2", "-pix_fmt", "yuv444p", "-c:v", "ffv1")),
                either("3x5.mkv", (s, f) -> s.pictures(f, "color=s=3x5:d=0.2", "-pix_fmt", "yuv444p", "-c:v", "ffv1")),
                right("turned.mp4", (s, f) -> s.films.make(f, "-display_rotation", "90", "-i", "file:" + s.film(f
                        .resolveSibling("flat.mp4")), "-c", "copy")),
                right("hdr.mkv", (s, f) -> s.pictures(f, "testsrc2=s=96x66:d=0.4,format=yuv420p10le,setparams="
                        + "color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc", "-c:v", "libsvtav1",
                        "-preset", "12")),
                right("day.mp4", (s, f) -> s.day(s.film(f), "mvhd", 16)),
                either("day.mkv", (s, f) -> s.day(s.film(f))));
    }

    /** Sounds. */
    static Stream<Sample> sounds() {
        return Stream.of(
                broken("cut.wav", (s, f) -> s.half(s.sound(f.resolveSibling("whole.wav")), f)),
                broken("cut.flac", (s, f) -> s.half(s.sound(f.resolveSibling("whole.flac")), f)),
                broken("cut.mp3", (s, f) -> s.half(s.sound(f.resolveSibling("whole.mp3")), f)),
                broken("cut.opus", (s, f) -> s.half(s.sound(f.resolveSibling("whole.opus")), f)),
                broken("day.flac", (s, f) -> s.dayOfSamples(s.sound(f))),
                broken("mute.mp4", (s, f) -> s.film(f, "-an")),
                either("blind.mp4", (s, f) -> s.films.blind(f)),
                right("film.mp3", (s, f) -> Files.move(s.film(f.resolveSibling("f.mkv")), f)),
                right("-i %03d.mp3", (s, f) -> s.sound(f)),
                right("guess.mp3", (s, f) -> s.films.sound(f, "aevalsrc=if(lt(t\\,1)\\,0\\,random(0)-0.5):d=4",
                        "-write_xing", "0", "-q:a", "4")),
                right("guess.aac", (s, f) -> s.films.sound(f, "aevalsrc=if(lt(t\\,1)\\,0\\,random(0)-0.5):d=4")),
                either("around.wav", (s, f) -> s.films.sound(f, MUSIC, "-ac", "8")),
                right("phone.wav", (s, f) -> s.films.sound(f, "sine=d=2:r=8000")),
                either("silence.wav", (s, f) -> s.films.sound(f, "anullsrc=d=2")),
                right("clipping.wav", (s, f) -> s.films.sound(f, MUSIC + ",volume=60dB")),
                right("over.wav", (s, f) -> s.films.sound(f, MUSIC + ",volume=60dB:precision=float", "-c:a",
                        "pcm_f32le")));
    }

    private static Sample broken(String name, Maker maker) {
        return new Sample(name, Fate.REFUSED, maker);
    }

    private static Sample right(String name, Maker maker) {
        return new Sample(name, Fate.RIGHT, maker);
    }

    private static Sample either(String name, Maker maker) {
        return new Sample(name, Fate.EITHER, maker);
    }

    Path make(Sample sample) throws IOException {
        return sample.maker().make(this, folder.resolve(sample.name()));
    }

    private Path film(Path file, String... more) {
        return films.make(file, Stream.of(Stream.of("-f", "lavfi", "-i", "testsrc2=s=96x64:d=0.6", "-f", "lavfi",
                "-i", "sine=d=0.6", "-g", "5"), H264.stream(), Arrays.stream(more)).flatMap(words -> words).toArray(
                        String[]::new));
    }

    private Path pictures(Path file, String source, String... more) {
        return films.sound(file, source, more);
    }

    private Path sound(Path file) {
        return films.sound(file, MUSIC);
    }

    private Path half(Path whole, Path cut) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Lets a box of MP4 claim a day. @param at where its duration stands, after its name; its clock stands four bytes before */
    private Path day(Path film, String box, int at) throws IOException {
        return changed(film, box, (bytes, from) -> bytes.putInt(from + 4 + at, DAY_SECONDS * bytes.getInt(from + at)));
    }

    /** Lets Matroska claim a day: a double of milliseconds after its id and length. */
    private Path day(Path film) throws IOException {
        return changed(film, "\u0044\u0089\u0088", (bytes, at) -> bytes.putDouble(at + 3, 1000.0 * DAY_SECONDS));
    }

    /** Lets FLAC claim a day: 36 bits at the end of eight bytes. */
    private Path dayOfSamples(Path flac) throws IOException {
        long most = (1L << 36) - 1;
        return changed(flac, "fLaC", (bytes, at) -> bytes.putLong(at + 18, bytes.getLong(at + 18) & ~most
                | 44_100L * DAY_SECONDS));
    }

    /** Frames a second of none. */
    private Path withoutRate(Path avi) throws IOException {
        return changed(avi, "strh", (bytes, at) -> bytes.putInt(at + 8 + 24, 0));
    }

    @FunctionalInterface
    private interface Change {
        void on(ByteBuffer bytes, int at);
    }

    private static Path changed(Path file, String word, Change change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(word);
        change.on(ByteBuffer.wrap(bytes), at);
        return Files.write(file, bytes);
    }
}
