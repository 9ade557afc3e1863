package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class FfmpegTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void probes_film_with_sound_and_tags() {
        Path film = film("film.mp4", 1, "-metadata", "title=One two");
        MediaInfo info = FFMPEG.probe(film);
        VideoStream video = info.video().orElseThrow();
        assertEquals(List.of(320, 240, 25.0), List.of(video.width(), video.height(), video.fps()));
        assertEquals("aac", info.audio().orElseThrow().codec());
        assertEquals("One two", info.tags().get("title"));
        assertEquals(1, info.seconds(), 0.1);
        assertTrue(info.isFormat("mp4"));
    }

    @Test
    void gives_the_size_after_rotation() {
        Path turned = folder.resolve("turned.mp4");
        run("-display_rotation", "90", "-i", Ffmpeg.file(film("film.mp4", 0.5)), "-c", "copy", Ffmpeg.file(turned));
        VideoStream video = FFMPEG.probe(turned).video().orElseThrow();
        assertEquals(List.of(240, 320), List.of(video.width(), video.height()));
    }

    @Test
    void a_cover_is_no_film() throws IOException {
        Path cover = SampleMedia.jpeg(folder, 64, 64);
        Path wav = SampleMedia.wav(folder, 1);
        Path song = folder.resolve("song.mp3");
        run("-i", Ffmpeg.file(wav), "-i", Ffmpeg.file(cover), "-map", "0", "-map", "1", "-c:v", "copy",
                Ffmpeg.file(song));
        MediaInfo info = FFMPEG.probe(song);
        assertEquals(Optional.empty(), info.video());
        assertTrue(info.cover().orElseThrow().attachedPicture());
        assertEquals(1, info.cover().orElseThrow().index());
    }

    @Test
    void says_what_is_wrong_with_a_file() throws IOException {
        Path film = film("good.mp4", 1);
        byte[] bytes = Files.readAllBytes(film);
        Path cut = Files.write(folder.resolve("cut.mp4"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.mp4"), "It was a dark and stormy night.\n".repeat(50));
        Path list = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path gone = folder.resolve("gone.mp4");
        Map<Path, String> codes = Map.of(cut, "media.broken", text, "media.unknown-format", list,
                "media.unknown-format", empty, "media.empty",
                gone, "media.missing");
        codes.forEach((file, code) -> {
            var e = assertThrows(ProcessingException.class, () -> FFMPEG.probe(file));
            assertEquals(code, e.code());
            assertTrue(e.message().contains(file.getFileName().toString()), e.message());
            assertFalse(e.advice().isBlank());
        });
    }

    @Test
    void a_file_that_ends_too_soon_does_not_decode() throws IOException {
        Path film = film("front.mp4", 2, "-movflags", "+faststart");
        FFMPEG.decode(film);
        byte[] bytes = Files.readAllBytes(film);
        Path cut = Files.write(folder.resolve("cut.mp4"), java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
        var e = assertThrows(ProcessingException.class, () -> FFMPEG.decode(cut));
        assertEquals("media.broken", e.code());
        assertTrue(e.message().contains("cut.mp4"), e.message());
    }

    @Test
    void reads_and_writes_names_of_any_kind() throws IOException {
        Path film = film("plain.mp4", 0.5);
        for (String name : List.of("-i.mp4", "with space.mp4", "it's \"quoted\" & $HOME %03d.mp4",
                "smile \uD83D\uDE00 ü.mp4", "http:x.mp4")) {
            Path odd = folder.resolve(name);
            run("-i", Ffmpeg.file(film), "-c", "copy", Ffmpeg.file(odd));
            assertTrue(Files.exists(odd), name);
            assertEquals(320, FFMPEG.probe(odd).video().orElseThrow().width(), name);
        }
    }

    @Test
    void reports_progress_up_to_the_end() throws IOException {
        FakeRun run = new FakeRun(folder);
        Path out = folder.resolve("out.mp4");
        FFMPEG.run(List.of("-f", "lavfi", "-i", "testsrc2=s=640x360:d=8", "-c:v", "libopenh264", Ffmpeg.file(out)), 8,
                run);
        List<Double> seen = run.progressSeen();
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(1, seen.getLast());
    }

    @Test
    void cancel_ends_the_child_within_two_seconds() throws Exception {
        FakeRun run = new FakeRun(folder);
        CompletableFuture<Throwable> ended = endless(run);
        ProcessHandle child = child(run);
        Instant before = Instant.now();
        run.cancel();
        assertTrue(ended.get() instanceof CanceledException);
        assertTrue(Duration.between(before, Instant.now()).toMillis() < 2000);
        child.onExit().get();
        assertFalse(child.isAlive());
    }

    @Test
    void a_child_killed_by_another_is_told_as_such() throws Exception {
        FakeRun run = new FakeRun(folder);
        CompletableFuture<Throwable> ended = endless(run);
        child(run).destroyForcibly();
        assertEquals("media.killed", ((ProcessingException) ended.get()).code());
    }

    @Test
    void a_cancel_reaches_probes_stills_and_checks() {
        FakeRun canceled = new FakeRun(folder).cancelAt(0);
        Path film = film("film.mp4", 0.5);
        Path png = folder.resolve("x.png");
        assertThrows(CanceledException.class, () -> FFMPEG.probe(film, canceled));
        assertThrows(CanceledException.class, () -> FFMPEG.frame(film, 0, png, 100, canceled));
        assertThrows(CanceledException.class, () -> FFMPEG.decode(film, canceled));
    }

    @Test
    void what_ffmpeg_said_last_is_the_cause_of_a_failure() {
        Path film = film("film.mp4", 0.5);
        var e = assertThrows(ProcessingException.class, () -> run("-i", Ffmpeg.file(film), "-c", "copy",
                Ffmpeg.file(folder.resolve("x.webm"))));
        String said = String.valueOf(e.getCause());
        assertTrue(said.contains("film.mp4") && said.contains("are supported for WebM"), said);
    }

    @Test
    void a_reader_that_fails_is_told_even_when_ffmpeg_succeeds() {
        var e = assertThrows(ProcessingException.class, () -> FFMPEG.pipe(
                List.of("-f", "lavfi", "-i", "sine=d=0.01", "-f", "s16le", "pipe:1"), new FakeRun(folder), in -> {
                    in.readAllBytes();
                    throw new IOException("no space for it");
                }));
        assertEquals("media.unread", e.code());
        assertTrue(e.message().contains("no space for it"), e.message());
    }

    @Test
    void a_header_that_claims_more_pixels_than_there_is_room_for_is_refused() throws IOException {
        Path bomb = folder.resolve("bomb.avi");
        Path film = film("small.avi", 0.2, "-c:v", "ffvhuff", "-pix_fmt", "yuv420p");
        byte[] bytes = Files.readAllBytes(film);
        var header = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < 1000; at++) {
            if (header.getInt(at) == 320 && header.getInt(at + 4) == 240) {
                header.putInt(at, 14_000).putInt(at + 4, 14_000); // ffmpeg itself takes 16 000 squared
            }
        }
        Files.write(bomb, bytes);
        var e = assertThrows(ProcessingException.class, () -> FFMPEG.decode(bomb));
        assertEquals("media.too-large", e.code());
        assertTrue(String.valueOf(e.getCause()).contains("max pixel count"), String.valueOf(e.getCause()));
    }

    @Test
    void a_source_that_fails_is_no_child_that_wants_no_more() {
        Output all = Output.pipe("rawvideo").with(StreamRef.film(0), Coding.by("rawvideo"));
        Command command = Command.of(Input.pixels("gray", 4, 4, 25), all);
        var e = assertThrows(ProcessingException.class, () -> FFMPEG.filter(command, out -> {
            out.write(new byte[16]);
            throw new IOException("the disk has gone");
        }, new FakeRun(folder), in -> in.readAllBytes()));
        assertEquals("media.unfed", e.code());
        assertTrue(e.message().contains("the disk has gone"), e.message());
    }

    @Test
    void a_child_that_wants_no_more_is_no_failure() {
        Output one = Output.pipe("rawvideo").with(StreamRef.film(0), Coding.by("rawvideo").with("frames", 1));
        byte[][] got = new byte[1][];
        FFMPEG.filter(Command.of(Input.pixels("gray", 64, 64, 25), one), out -> {
            for (int i = 0; i < 10_000; i++) {
                out.write(new byte[64 * 64]);
            }
        }, new FakeRun(folder), in -> got[0] = in.readAllBytes());
        assertEquals(64 * 64, got[0].length);
    }

    @Test
    void names_of_any_kind_reach_a_filter() throws IOException {
        Path odd = folder.resolve("it's [a] 5:30, b;c\\d = %03d ü.txt");
        Filter print = Filter.of("metadata").with("mode", "print").with("file", odd);
        Lane lane = Lane.of(StreamRef.film(0), Coding.by("rawvideo").with("frames", 1)).through(Chain.of(Filter.of(
                "signalstats"), print));
        FFMPEG.run(Command.of(Input.made(Chain.of(Filter.of("testsrc2").with("size", "64x64"))), Output.nowhere().with(
                lane)), 0, new FakeRun(folder));
        assertTrue(Files.readString(odd).contains("signalstats.YAVG"));
    }

    @Test
    void an_encoder_that_is_not_there_has_a_code() {
        var e = assertThrows(ProcessingException.class, () -> run("-f", "lavfi", "-i", "sine=d=1", "-c:a", "libnone",
                Ffmpeg.file(folder.resolve("x.mka"))));
        assertEquals("media.no-encoder", e.code());
    }

    @Test
    void a_codec_that_the_container_refuses_has_a_code() {
        Path film = film("film.mp4", 0.5);
        var e = assertThrows(ProcessingException.class, () -> run("-i", Ffmpeg.file(film), "-c", "copy",
                Ffmpeg.file(folder.resolve("x.webm"))));
        assertEquals("media.not-in-container", e.code());
        assertTrue(e.message().contains("film.mp4"), e.message());
    }

    @Test
    void takes_a_still_at_a_time_and_never_enlarges() throws IOException {
        Path film = film("film.mp4", 2);
        Path png = folder.resolve("still%d.png");
        FFMPEG.frame(film, 0.5, png, 160);
        assertEquals(List.of(160, 120), List.of(ImageIO.read(png.toFile()).getWidth(), ImageIO.read(png.toFile())
                .getHeight()));
        FFMPEG.frame(film, 99, png, 4000);
        assertEquals(320, ImageIO.read(png.toFile()).getWidth());
    }

    @Test
    void knows_its_encoders() {
        assertTrue(FFMPEG.encoders().containsAll(List.of("aac", "libopus", "libmp3lame", "flac", "libvpx-vp9",
                "libsvtav1")));
    }

    private CompletableFuture<Throwable> endless(FakeRun run) {
        return CompletableFuture.supplyAsync(() -> assertThrows(RuntimeException.class, () -> FFMPEG.run(
                List.of("-f", "lavfi", "-i", "testsrc2=s=1280x720", "-c:v", "libopenh264",
                        Ffmpeg.file(folder.resolve("endless.mp4"))),
                10_000, run)));
    }

    /** The child once it works. */
    private static ProcessHandle child(FakeRun run) throws InterruptedException {
        run.awaitProgress();
        return ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith("/ffmpeg"))
                .findFirst().orElseThrow();
    }

    private Path film(String name, double seconds, String... more) {
        Path film = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=" + seconds,
                "-f", "lavfi", "-i",
                "sine=d=" + seconds, "-c:v", "libopenh264", "-c:a", "aac"));
        arguments.addAll(List.of(more));
        arguments.add(Ffmpeg.file(film));
        run(arguments.toArray(String[]::new));
        return film;
    }

    private void run(String... arguments) {
        FFMPEG.run(List.of(arguments), 0, new FakeRun(folder));
    }
}
