package org.podstudio.processors.audiotrim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.Chapter;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class AudioTrimProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);

    @Override
    protected Processor<Params> processor() {
        return new AudioTrimProcessor(FFMPEG);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return SampleMedia.wav(folder, 2);
    }

    @Override
    protected Params parameters() {
        return ParameterSet.of(Params.DEFAULTS).read(Map.of("start", 0.5, "fade_out", 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "flac"})
    void keeps_exactly_the_samples_asked_for(String extension) throws IOException {
        Path noise = FILMS.sound(folder.resolve("noise." + extension), "anoisesrc=d=4:a=0.5:seed=3:r=44100", "-ac",
                "2");
        byte[] all = samples(noise);
        Path out = made(noise, "start", 1.23456, "end", 2.5);
        int from = (int) Math.round(1.23456 * 44_100);
        int to = (int) Math.round(2.5 * 44_100);
        assertArrayEquals(Arrays.copyOfRange(all, from * 4, to * 4), samples(out));
        Path rest = made(noise, "start", 3);
        assertArrayEquals(Arrays.copyOfRange(all, 3 * 44_100 * 4, all.length), samples(rest));
        Path span = made(noise, "start", 1, "duration", 0.001);
        assertEquals(44, samples(span).length / 4);
    }

    @Test
    void twenty_four_bits_stay_what_they_are() throws IOException {
        Path noise = FILMS.sound(folder.resolve("noise.flac"), "anoisesrc=d=2:a=0.5:seed=3:r=96000", "-sample_fmt",
                "s32",
                "-bits_per_raw_sample", "24");
        Path out = made(noise, "start", 1);
        assertEquals(24, FFMPEG.probe(out).audio().orElseThrow().bits());
        byte[] all = FILMS.samples(noise, "s32le");
        assertArrayEquals(Arrays.copyOfRange(all, 96_000 * 4, all.length), FILMS.samples(out, "s32le"));
    }

    @ParameterizedTest
    @CsvSource({"linear,0.5", "sine,0.7071", "s_curve,0.5", "quadratic,0.25"})
    void fades_follow_their_curve(String curve, double middle) throws IOException {
        Path level = FILMS.sound(folder.resolve("level.wav"), "aevalsrc=0.5:d=4:s=48000", "-c:a", "pcm_s24le");
        Path out = made(level, "start", 1, "end", 3, "fade_in", 0.5, "fade_out", 0.25, "curve", curve);
        double[] heard = FILMS.numbers(out);
        assertEquals(96_000, heard.length);
        assertEquals(0, heard[0], 1e-3);
        assertEquals(0.5 * middle, heard[12_000], 1e-3);
        assertEquals(0.5, heard[24_100], 1e-6);
        assertEquals(0.5, heard[83_900], 1e-6);
        assertEquals(0.5 * middle, heard[90_000], 1e-3);
        assertEquals(0, heard[95_999], 1e-3);
        for (int i = 1; i < 24_000; i++) {
            assertTrue(heard[i] >= heard[i - 1] - 1e-6, "rises at " + i);
        }
    }

    @Test
    void fades_that_would_overlap_are_made_shorter() throws IOException {
        Path level = FILMS.sound(folder.resolve("level.wav"), "aevalsrc=0.5:d=1:s=48000", "-c:a", "pcm_s24le");
        double[] heard = FILMS.numbers(made(level, "fade_in", 3, "fade_out", 1, "curve", "linear"));
        assertEquals(48_000, heard.length);
        assertEquals(0.5, heard[36_000], 1e-3);
        assertEquals(0.25, heard[18_000], 1e-3);
        assertEquals(0.25, heard[42_000], 1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "flac"})
    void silent_ends_are_cut_off_to_the_sample(String extension) throws IOException {
        Path padded = FILMS.sound(folder.resolve("padded." + extension),
                "aevalsrc='if(between(t,1,2),0.5*cos(2*PI*500*(t-1)),0.0005*sin(t*900))':d=4:s=48000");
        double[] heard = FILMS.numbers(made(padded, "silence", "both", "keep_silence", 0));
        assertEquals(48_000, heard.length, 40);
        assertTrue(heard[0] > 0.49, "begins with the first sample above: " + heard[0]);
        assertEquals(4 - 1 + 0.1, FFMPEG.probe(made(padded, "silence", "start", "keep_silence", 0.1)).seconds(), 0.001);
        assertEquals(2 + 0.05, FFMPEG.probe(made(padded, "silence", "end")).seconds(), 0.001);
        assertEquals(4, FFMPEG.probe(made(padded, "silence", "both", "threshold_db", -80, "keep_silence", 0)).seconds(),
                0.01);
        var e = assertThrows(ProcessingException.class, () -> made(padded, "silence", "both", "end", 0.9));
        assertEquals("audio-trim.silent", e.code());
    }

    @Test
    void a_copy_is_cut_between_packets_and_says_so() throws IOException {
        Path song = FILMS.sound(folder.resolve("song.mp3"), "sine=d=10", "-metadata", "title=T");
        Path out = made(song, "start", 3.01, "end", 6, "mode", "copy");
        assertEquals(3, FFMPEG.probe(out).seconds(), 0.06);
        assertEquals("T", FFMPEG.probe(out).tags().get("title"));
        assertTrue(run.notes().getFirst().startsWith("Copied in whole packets"), run.notes().toString());
        assertEquals("audio-trim.copy", assertThrows(ProcessingException.class, () -> made(song, "fade_in", 1, "mode",
                "copy")).code());
        assertEquals("audio-trim.copy", assertThrows(ProcessingException.class, () -> made(song, "output_format",
                "flac", "mode", "copy")).code());
    }

    @Test
    void tags_cover_and_chapters_come_along() throws IOException {
        Path book = Files.writeString(folder.resolve("chapters.txt"), ";FFMETADATA1\ntitle=T\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=a\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=b=c\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\ntitle=d\n");
        for (String name : List.of("song.m4a", "song.mp3")) {
            Path song = folder.resolve(name);
            ffmpeg("-i", Ffmpeg.file(SampleMedia.wav(folder, 4)), "-i", Ffmpeg.file(SampleMedia.jpeg(folder, 64, 64)),
                    "-f", "ffmetadata", "-i", Ffmpeg.file(book), "-map", "0", "-map", "1", "-map_metadata", "2",
                    "-map_chapters", "2", "-c:v", "copy", "-disposition:v", "attached_pic", Ffmpeg.file(song));
            MediaInfo info = FFMPEG.probe(made(song, "start", 1.5, "end", 3));
            assertEquals(64, info.cover().orElseThrow().width(), name);
            assertEquals("T", info.tags().get("title"), name);
            assertEquals(List.of("b=c", "d"), info.chapterList().stream().map(Chapter::title).toList(), name);
            assertEquals(0.5, info.chapterList().get(1).from(), 0.01, name);
            assertEquals(1.5, info.seconds(), 0.06, name);
        }
    }

    @ParameterizedTest
    @CsvSource({"start,9", "end,0", "duration,1"})
    void spans_that_cannot_be_are_refused(String name, double value) throws IOException {
        Path wav = SampleMedia.wav(folder, 2);
        var e = assertThrows(ProcessingException.class, () -> made(wav, name, value, name.equals("duration")
                ? "end"
                : "fade_in", 1.5));
        assertEquals("audio-trim.span", e.code());
    }

    @Test
    void an_end_beyond_the_end_is_the_end() throws IOException {
        assertEquals(1, FFMPEG.probe(made(SampleMedia.wav(folder, 2), "start", 1, "end", 99)).seconds(), 0.001);
    }

    @Test
    void bad_input_is_refused_or_comes_out_right() throws IOException {
        Path mute = folder.resolve("mute.mp4");
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264", Ffmpeg.file(mute));
        assertEquals("audio-trim.no-sound", assertThrows(ProcessingException.class, () -> made(mute)).code());
        Path list = Files.writeString(folder.resolve("list.mp3"), "#EXTM3U\nhttp://127.0.0.1:9/a.ts\n");
        assertEquals("media.unknown-format", assertThrows(ProcessingException.class, () -> made(list)).code());
        byte[] bytes = Files.readAllBytes(SampleMedia.wav(folder, 2));
        Path half = Files.write(folder.resolve("half.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals("media.cut-short", assertThrows(ProcessingException.class, () -> made(half)).code());
        Path film = folder.resolve("film.mkv");
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x240:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "libopenh264",
                "-c:a", "aac", Ffmpeg.file(film));
        assertTrue(FFMPEG.probe(made(film, "start", 1)).video().isEmpty());
    }

    private byte[] samples(Path sound) throws IOException {
        return FILMS.samples(sound, "s16le");
    }

    private void ffmpeg(String... words) {
        FFMPEG.run(List.of(words), 0, new FakeRun(folder));
    }
}
