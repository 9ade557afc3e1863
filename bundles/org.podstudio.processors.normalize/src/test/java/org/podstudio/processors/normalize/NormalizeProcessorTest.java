package org.podstudio.processors.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class NormalizeProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final LoudnessMeter METER = new LoudnessMeter(FFMPEG);

    /** Noise with bursts: 20 dB between its peaks and its loudness, so that a limiter has to work. */
    private static final String BURSTS = "anoisesrc=d=6:c=pink:a=0.05:seed=3[n];"
            + "aevalsrc='0.7*sin(2*PI*900*t)*lt(mod(t,1),0.01)':d=6[b];[n][b]amix=2:normalize=0";

    private FakeRun run = new FakeRun(folder);

    @Override
    protected Processor<Params> processor() {
        return new NormalizeProcessor(FFMPEG, METER);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return SampleMedia.wav(folder, 2);
    }

    @ParameterizedTest
    @EnumSource(Params.OutputFormat.class)
    void reaches_the_target_by_another_meter_in_every_format(Params.OutputFormat format) throws IOException {
        Path noise = make("noise.flac", "-f", "lavfi", "-i", "anoisesrc=d=5:c=pink:a=0.1:seed=7:r=44100", "-ac", "2");
        Path out = file(process(noise, new Params(Params.Preset.NONE, -20, -1, true, format)));
        Loudness checked = METER.reference(out, true, new FakeRun(folder));
        assertEquals(-20, checked.integratedLufs(), 0.5);
        assertTrue(checked.truePeakDbtp() <= -1, checked.toString());
    }

    @ParameterizedTest
    @EnumSource(Params.OutputFormat.class)
    void holds_peaks_under_the_ceiling_where_the_limiter_works(Params.OutputFormat format) throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2");
        Result result = process(bursts, new Params(Params.Preset.NONE, -17, -2, true, format));
        Loudness checked = METER.reference(file(result), true, new FakeRun(folder));
        assertEquals("used", result.facts().get("limiter"));
        assertTrue(checked.truePeakDbtp() <= -2, checked.toString());
        assertTrue(Math.abs(checked.integratedLufs() + 17) <= 0.5
                || run.notes().stream().anyMatch(n -> n.contains("instead of -17.0")), checked + " " + run.notes());
    }

    @Test
    void says_why_without_a_limiter_the_target_is_missed() throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2");
        Result result = process(bursts, new Params(Params.Preset.NONE, -14, -1, false, Params.OutputFormat.SAME));
        assertTrue(run.notes().stream().anyMatch(n -> n.contains("instead of -14.0") && n.contains("limiter")),
                run.notes().toString());
        assertTrue(METER.measure(file(result), new FakeRun(folder)).loudness().truePeakDbtp() <= -1);
    }

    @Test
    void a_plain_gain_keeps_the_range() throws IOException {
        Path wav = SampleMedia.wav(folder, 5);
        Result result = process(wav, new Params(Params.Preset.BROADCAST, -14, -1, true, Params.OutputFormat.SAME));
        assertEquals("not needed", result.facts().get("limiter"));
        assertEquals("-23.0 LUFS", result.facts().get("loudness.after"));
        MediaInfo info = FFMPEG.probe(file(result));
        assertEquals(List.of("pcm_s16le", 48_000, 2), List.of(info.audio().orElseThrow().codec(), info.audio()
                .orElseThrow().sampleRate(),
                info.audio().orElseThrow().channels()));
        assertEquals(5, info.seconds(), 0.001);
    }

    @Test
    void keeps_tags_cover_and_chapters() throws IOException {
        Path chapters = Files.writeString(folder.resolve("chapters.txt"), ";FFMETADATA1\ntitle=One=two\nartist=Ä\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=a\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=b\n");
        for (String name : List.of("song.mp3", "song.m4a", "song.flac")) {
            Path song = make(name, "-i", Ffmpeg.file(SampleMedia.wav(folder, 2)), "-i",
                    Ffmpeg.file(SampleMedia.jpeg(folder, 64, 64)), "-f",
                    "ffmetadata", "-i", Ffmpeg.file(chapters), "-map", "0", "-map", "1", "-map_metadata", "2",
                    "-map_chapters", "2", "-c:v", "copy",
                    "-disposition:v", "attached_pic");
            MediaInfo before = FFMPEG.probe(song);
            MediaInfo after = FFMPEG.probe(file(process(song, Params.DEFAULTS)));
            assertEquals("One=two", after.tags().get("title"), name);
            assertEquals("Ä", after.tags().get("artist"), name);
            assertEquals(before.cover().map(c -> c.width()), after.cover().map(c -> c.width()), name);
            assertEquals(64, after.cover().orElseThrow().width(), name);
            assertEquals(before.chapters(), after.chapters(), name);
        }
    }

    @Test
    void the_cover_of_a_film_comes_along_and_no_second_film() throws IOException {
        Path cover = SampleMedia.jpeg(folder, 64, 64);
        Path film = make("two.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-f", "lavfi", "-i",
                "testsrc=s=160x120:d=1", "-i", Ffmpeg.file(cover), "-f", "lavfi", "-i", "sine=d=1", "-map", "0", "-map",
                "1", "-map", "2", "-map", "3", "-c:v:0", "libopenh264", "-c:v:1", "libopenh264", "-c:v:2", "copy",
                "-disposition:v:2", "attached_pic", "-c:a", "aac");
        Params asSong = new Params(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.MP3);
        MediaInfo made = FFMPEG.probe(file(process(film, asSong)));
        assertEquals(Optional.empty(), made.video());
        assertEquals(64, made.cover().orElseThrow().width());
    }

    @Test
    void film_keeps_its_pictures() throws IOException {
        for (String name : List.of("film.mp4", "film.mkv", "film.mov")) {
            Path film = make(name, "-f", "lavfi", "-i", "testsrc2=s=320x240:d=2", "-f", "lavfi", "-i", "sine=d=2",
                    "-c:v", "libopenh264", "-c:a",
                    "aac");
            Path out = file(process(film, Params.DEFAULTS));
            assertEquals(FFMPEG.probe(film).video().orElseThrow().codec(), FFMPEG.probe(out).video().orElseThrow()
                    .codec());
            assertArrayEquals(pictures(film), pictures(out), name);
            assertEquals(-14, METER.reference(out, false, new FakeRun(folder)).integratedLufs(), 0.5);
        }
    }

    @Test
    void silence_is_left_alone_and_said() throws IOException {
        Path silence = make("silence.wav", "-f", "lavfi", "-i", "anullsrc=d=2");
        Path out = file(process(silence, Params.DEFAULTS));
        assertArrayEquals(Files.readAllBytes(silence), Files.readAllBytes(out));
        assertTrue(run.notes().getFirst().contains("silent"));
    }

    @Test
    void surround_and_high_rates_are_kept() throws IOException {
        Path six = make("six.flac", "-f", "lavfi", "-i", "anoisesrc=d=3:c=pink:a=0.05:seed=1:r=96000",
                "-filter_complex",
                "[0:a]pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0", "-sample_fmt", "s32");
        var sound = FFMPEG.probe(file(process(six, Params.DEFAULTS))).audio().orElseThrow();
        assertEquals(List.of(6, 96_000, 24), List.of(sound.channels(), sound.sampleRate(), sound.bits()));
        var e = assertThrows(ProcessingException.class, () -> process(six, new Params(Params.Preset.NONE, -14, -1,
                true, Params.OutputFormat.MP3)));
        assertEquals("normalize.channels", e.code());
    }

    @Test
    void refuses_what_has_no_sound_or_is_broken() throws IOException {
        Path mute = make("mute.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264");
        assertEquals("normalize.no-sound", assertThrows(ProcessingException.class, () -> process(mute, Params.DEFAULTS))
                .code());
        Path song = make("song.m4a", "-i", Ffmpeg.file(SampleMedia.wav(folder, 2)));
        byte[] bytes = Files.readAllBytes(song);
        Path cut = Files.write(folder.resolve("cut.m4a"), Arrays.copyOf(bytes, bytes.length / 2));
        var e = assertThrows(ProcessingException.class, () -> process(cut, Params.DEFAULTS));
        assertEquals("media.broken", e.code());
        assertTrue(e.message().contains("cut.m4a"));
    }

    private byte[] pictures(Path film) throws IOException {
        Path raw = folder.resolve("pictures.h264");
        FFMPEG.run(List.of("-i", Ffmpeg.file(film), "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f",
                "h264", Ffmpeg.file(raw)), 0,
                new FakeRun(folder));
        return Files.readAllBytes(raw);
    }

    private Result process(Path input, Params parameters) throws IOException {
        run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        return processor().process(new Request<>(List.of(input), parameters, 0), run);
    }

    private static Path file(Result result) {
        return result.outputs().getFirst().file();
    }

    private Path make(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(file));
        FFMPEG.run(words, 0, new FakeRun(folder));
        return file;
    }
}
