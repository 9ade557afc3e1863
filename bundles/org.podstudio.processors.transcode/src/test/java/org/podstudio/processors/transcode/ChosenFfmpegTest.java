package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.Ability;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Toolbox;
import org.podstudio.testkit.FakeRun;

/** An ffmpeg that the user chose does the work: a script in its place, and the system's own where there is one. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ChosenFfmpegTest {

    private static final String CHOICE = "podstudio.ffmpeg";
    private static final Optional<Path> SYSTEM = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(Pattern
            .quote(File.pathSeparator))).map(Path::of).filter(p -> Files.isExecutable(p.resolve("ffmpeg")) && Files
                    .isExecutable(p.resolve("ffprobe")))
            .findFirst();

    private final Films films;
    private final Path folder;

    ChosenFfmpegTest(@TempDir Path folder) {
        this.folder = folder;
        films = new Films(folder);
    }

    @AfterEach
    void chooseNone() {
        System.clearProperty(CHOICE);
    }

    @Test
    void a_script_in_its_place_is_asked_for_everything() throws IOException {
        Path film = films.film("film.mkv", "320x180", 0.4);
        Path bundled = Films.FFMPEG.program();
        String libraries = bundled.getParent() + ":" + bundled.getParent().resolveSibling("stand-ins");
        Path asked = folder.resolve("asked");
        Path own = Files.createDirectory(folder.resolve("my ffmpeg"));
        for (String program : List.of("ffmpeg", "ffprobe")) {
            Files.writeString(own.resolve(program),
                    "#!/bin/sh\necho \"$@\" >> '%s'\nLD_LIBRARY_PATH='%s' exec '%s' \"$@\"\n"
                            .formatted(asked, libraries, bundled.resolveSibling(program)));
            assertTrue(own.resolve(program).toFile().setExecutable(true));
        }
        assertEquals(own.resolve("ffmpeg"), chosen(own).first().program());
        Result result = transcode(chosen(own), film, Map.of("container", "webm", "speed", "veryfast"));
        assertEquals("vp9", Films.FFMPEG.probe(result.outputs().getFirst().file()).video().orElseThrow().codec());
        String words = Files.readString(asked);
        assertTrue(words.contains("libvpx-vp9") && words.contains("-show_streams"), words);
    }

    @Test
    void one_that_is_no_ffmpeg_is_told_as_such() throws IOException {
        Path film = films.film("film.mkv", "320x180", 0.4);
        for (String text : List.of("#!/bin/sh\nexit 3\n", "not a program")) {
            Path own = Files.createDirectories(folder.resolve("broken"));
            for (String program : List.of("ffmpeg", "ffprobe")) {
                Files.writeString(own.resolve(program), text);
                assertTrue(own.resolve(program).toFile().setExecutable(true));
            }
            var e = assertThrows(ProcessingException.class, () -> transcode(chosen(own), film, Map.of()));
            assertEquals("media.no-ffmpeg", e.code(), e.message());
            assertTrue(e.message().contains(own.toString()) && e.advice().contains("PODSTUDIO_FFMPEG"), e.message() + e
                    .advice());
        }
    }

    @Test
    void the_systems_own_burns_subtitles_in() throws IOException {
        Toolbox system = system(Ability.filter("subtitles"));
        Path film = titled("it's a film, [1]: \u00e4.mkv");
        Path plain = transcode(system, film, Map.of("subtitles", "none")).outputs().getFirst().file();
        Path burnt = transcode(system, film, Map.of("subtitles", "burn")).outputs().getFirst().file();
        int white = 0;
        byte[] without = films.rgb(plain, 0.5);
        byte[] with = films.rgb(burnt, 0.5);
        for (int i = 0; i < with.length; i++) {
            white += (with[i] & 0xFF) > 200 && (without[i] & 0xFF) < 100 ? 1 : 0;
        }
        assertTrue(white > 50, white + " bright samples of letters");
    }

    @Test
    void the_systems_own_encodes_with_x264_and_x265() throws IOException {
        Toolbox system = system(Ability.encoder("libx264"), Ability.encoder("libx265"));
        Path film = films.film("film.mkv", "320x180", 2);
        for (String codec : List.of("h264", "h265")) {
            Path made = transcode(system, film, Map.of("video_codec", codec, "video_bitrate", 300, "two_pass", true,
                    "level", "3.1", "speed", "veryfast", "audio_codec", "none")).outputs().getFirst().file();
            String bytes = Files.readString(made, StandardCharsets.ISO_8859_1);
            assertTrue(bytes.contains(codec.equals("h264") ? "rc=2pass" : "stats-read=2"),
                    "not the second of two passes");
            // the level is in the eleventh byte of the one head and in the third of the other (ISO/IEC 14496-15)
            int level = codec.equals("h264")
                    ? bytes.charAt(bytes.indexOf("avcC") + 7)
                    : bytes.charAt(bytes.indexOf("hvcC") + 16) / 3;
            assertEquals(31, level);
            assertEquals(300, Files.size(made) * 8 / 2000.0, 75);
        }
    }

    @Test
    void the_systems_own_is_refused_a_profile_with_too_few_bits() {
        Toolbox system = system(Ability.encoder("libx265"));
        Path hdr = films.make("hdr.mkv", "-f", "lavfi", "-i",
                "testsrc2=s=320x180:d=0.2,format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=smpte2084:"
                        + "colorspace=bt2020nc",
                "-c:v", "ffv1", "-strict", "-2");
        var e = assertThrows(ProcessingException.class, () -> transcode(system, hdr, Map.of("video_codec", "h265",
                "profile", "main")));
        assertEquals("transcode.eight-bits", e.code(), e.message());
        assertEquals("profile", e.parameter().orElseThrow());
    }

    private static Toolbox system(Ability... abilities) {
        assumeTrue(SYSTEM.isPresent(), "no ffmpeg on the search path");
        Toolbox system = chosen(SYSTEM.orElseThrow());
        assertNotEquals(Films.FFMPEG.program(), system.first().program());
        assumeTrue(Arrays.stream(abilities).allMatch(system::can), "it lacks one of " + Arrays.toString(abilities));
        return system;
    }

    private static Toolbox chosen(Path folder) {
        System.setProperty(CHOICE, folder.toString());
        Ffmpeg ffmpeg = new Ffmpeg();
        assertEquals(folder.resolve("ffmpeg"), ffmpeg.program());
        return Toolbox.of(ffmpeg);
    }

    private Path titled(String name) throws IOException {
        Path texts = Files.writeString(folder.resolve("texts.srt"),
                "1\n00:00:00,000 --> 00:00:01,000\nWORDS IN THE FILM\n");
        return films.make(name, "-f", "lavfi", "-i", "color=c=black:s=320x180:r=25:d=1", "-f", "srt", "-i",
                texts.toString(), "-c:v",
                "libopenh264", "-c:s", "srt");
    }

    private Result transcode(Toolbox toolbox, Path film, Map<String, Object> parameters) throws IOException {
        return new TranscodeProcessor(toolbox).process(new Request<>(List.of(film), ParameterSet.of(Params.DEFAULTS)
                .read(parameters), 0), new FakeRun(Files.createTempDirectory(folder, "scratch")));
    }
}
