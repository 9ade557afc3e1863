package org.podstudio.processors.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class NormalizeProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final LoudnessMeter METER = new LoudnessMeter(FFMPEG);

    /** Noise with bursts: 20 dB between its peaks and its loudness, so that a limiter has to work. */
    private static final String BURSTS = "anoisesrc=d=6:c=pink:a=0.05:seed=3[n];"
            + "aevalsrc='0.7*sin(2*PI*900*t)*lt(mod(t,1),0.01)':d=6[b];[n][b]amix=2:normalize=0";

    @Override
    protected Processor<Params> processor() {
        return new NormalizeProcessor(FFMPEG, METER, new Leveller(FFMPEG));
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return SampleMedia.wav(folder, 2);
    }

    @ParameterizedTest
    @EnumSource(Params.OutputFormat.class)
    void reaches_the_target_by_another_meter_in_every_format(Params.OutputFormat format) throws IOException {
        Path noise = make("noise.flac", "-f", "lavfi", "-i", "anoisesrc=d=5:c=pink:a=0.1:seed=7:r=44100", "-ac", "2");
        Path out = file(process(noise, to(Params.Preset.NONE, -20, -1, true, format)));
        Loudness checked = METER.reference(out, true, new FakeRun(folder));
        assertEquals(-20, checked.integratedLufs(), 0.5);
        assertTrue(checked.truePeakDbtp() <= -1, checked.toString());
    }

    @ParameterizedTest
    @EnumSource(Params.OutputFormat.class)
    void holds_peaks_under_the_ceiling_where_the_limiter_works(Params.OutputFormat format) throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2");
        Result result = process(bursts, to(Params.Preset.NONE, -17, -2, true, format));
        Loudness checked = METER.reference(file(result), true, new FakeRun(folder));
        assertEquals("used", result.facts().get("limiter"));
        assertTrue(checked.truePeakDbtp() <= -2, checked.toString());
        assertTrue(Math.abs(checked.integratedLufs() + 17) <= 0.5
                || run.notes().stream().anyMatch(n -> n.contains("instead of -17.0")), checked + " " + run.notes());
    }

    @ParameterizedTest
    @EnumSource(value = Params.OutputFormat.class, names = {"MP3", "OPUS"})
    void never_makes_up_for_an_encoder_by_holding_more_than_it_may(Params.OutputFormat format) throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2");
        Map<String, String> facts = process(bursts, to(Params.Preset.NONE, -5, -9, true, format)).facts();
        assertEquals(-9 + 15 - number(facts, "peak.before"), number(facts, "gain"), 0.11, facts::toString);
    }

    private static double number(Map<String, String> facts, String name) {
        return Double.parseDouble(facts.getOrDefault(name, "").split(" ")[0]);
    }

    @Test
    void says_why_without_a_limiter_the_target_is_missed() throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2");
        Result result = process(bursts, to(Params.Preset.NONE, -14, -1, false, Params.OutputFormat.SAME));
        assertTrue(run.notes().stream().anyMatch(n -> n.contains("instead of -14.0") && n.contains("limiter")),
                run.notes().toString());
        assertTrue(METER.measure(file(result), new FakeRun(folder)).loudness().truePeakDbtp() <= -1);
    }

    @Test
    void a_plain_gain_keeps_the_range() throws IOException {
        Path wav = SampleMedia.wav(folder, 5);
        Result result = process(wav, to(Params.Preset.BROADCAST, -14, -1, true, Params.OutputFormat.SAME));
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
        Params asSong = to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.MP3);
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
        var e = assertThrows(ProcessingException.class,
                () -> process(six, to(Params.Preset.NONE, -14, -1, true, Params.OutputFormat.MP3)));
        assertEquals("normalize.channels", e.code());
    }

    @Test
    void refuses_what_has_no_sound_or_is_broken() throws IOException {
        Path mute = make("mute.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264");
        assertEquals("normalize.no-sound", assertThrows(ProcessingException.class, () -> process(mute, Params.DEFAULTS))
                .code());
        Path locked = make("locked.mp4", "-f", "lavfi", "-i", "sine=d=1", "-encryption_scheme", "cenc-aes-ctr",
                "-encryption_key", "00112233445566778899aabbccddeeff", "-encryption_kid",
                "00112233445566778899aabbccddeeff");
        assertEquals("media.encrypted", assertThrows(ProcessingException.class, () -> process(locked, Params.DEFAULTS))
                .code());
        Path song = make("song.m4a", "-i", Ffmpeg.file(SampleMedia.wav(folder, 2)));
        byte[] bytes = Files.readAllBytes(song);
        Path cut = Files.write(folder.resolve("cut.m4a"), Arrays.copyOf(bytes, bytes.length / 2));
        var e = assertThrows(ProcessingException.class, () -> process(cut, Params.DEFAULTS));
        assertEquals("media.broken", e.code());
        assertTrue(e.message().contains("cut.m4a"));
    }

    @Test
    void sound_beside_locked_pictures_becomes_sound_alone_or_nothing() throws IOException {
        Path film = new SampleFilms(FFMPEG::run).blind(folder.resolve(
                "blind.mp4"));
        var e = assertThrows(ProcessingException.class, () -> process(film, Params.DEFAULTS));
        assertEquals("media.encrypted", e.code());
        assertTrue(e.message().contains("encrypted pictures"), e.message());
        Result alone = process(film, to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.FLAC));
        assertTrue(FFMPEG.probe(file(alone)).pictures().isEmpty());
    }

    @Test
    void a_wave_file_keeps_whatever_else_is_in_it() throws IOException {
        Path plain = SampleMedia.wav(folder, 2);
        byte[] more = "LIST\u000c\0\0\0adtllabl\4\0\0\0id3 \4\0\0\0ID3!".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(plain), (int) Files.size(plain) + more.length);
        System.arraycopy(more, 0, bytes, (int) Files.size(plain), more.length);
        Path input = Files.write(folder.resolve("marked.wav"), bytes);
        byte[] out = Files.readAllBytes(file(process(input, to(Params.Preset.PODCAST, 0, -1, true,
                Params.OutputFormat.SAME))));
        assertEquals(bytes.length, out.length);
        assertArrayEquals(Arrays.copyOf(bytes, 44), Arrays.copyOf(out, 44));
        assertArrayEquals(more, Arrays.copyOfRange(out, out.length - more.length, out.length));
    }

    @Test
    void the_pieces_of_an_album_get_one_gain() throws IOException {
        Path loud = SampleMedia.wav(folder.resolve("loud.wav"), 3, 48_000, 0.4);
        Path soft = SampleMedia.wav(folder.resolve("soft.wav"), 3, 48_000, 0.04);
        Params album = new Params(Params.Preset.NONE, -20, -1, Params.Mode.LINEAR, true, 11, OptionalDouble.of(-15),
                OptionalDouble.empty(), Params.OutputFormat.SAME);
        double before = METER.measure(loud, run).loudness().integratedLufs() - METER.measure(soft, run).loudness()
                .integratedLufs();
        Result one = process(loud, album);
        Result other = process(soft, album);
        assertEquals(List.of("-5.0 dB", "-5.0 dB"), List.of(one.facts().get("gain"), other.facts().get("gain")));
        assertEquals(List.of(), run.notes());
        assertEquals(before, METER.reference(file(one), false, run).integratedLufs() - METER.reference(file(other),
                false, run).integratedLufs(), 0.15);
    }

    @Test
    void a_gain_that_follows_the_sound_is_said_and_measured() throws IOException {
        Path swells = make("swells.wav", "-f", "lavfi", "-i",
                "anoisesrc=d=12:c=pink:a=0.3:seed=7:r=44100,tremolo=f=0.1:d=0.95", "-ac", "2");
        Params dynamic = new Params(Params.Preset.NONE, -18, -1, Params.Mode.DYNAMIC, true, 7, OptionalDouble.empty(),
                OptionalDouble.empty(), Params.OutputFormat.FLAC);
        Result result = process(swells, dynamic);
        assertTrue(run.notes().getFirst().contains("gain follows the sound"), run.notes().toString());
        assertEquals("dynamic", result.facts().get("gain"));
        Loudness checked = METER.reference(file(result), true, run);
        assertEquals(-18, checked.integratedLufs(), 0.5);
        assertEquals(44_100, FFMPEG.probe(file(result)).audio().orElseThrow().sampleRate());
        assertTrue(checked.rangeLu() < METER.measure(swells, run).loudness().rangeLu(), checked.toString());
    }

    @Test
    void one_gain_is_never_said_to_be_more() throws IOException {
        process(SampleMedia.wav(folder, 3), to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.SAME));
        assertEquals(List.of(), run.notes());
        process(make("bursts.wav", "-filter_complex", BURSTS, "-ac", "2"), to(Params.Preset.NONE, -17, -2, true,
                Params.OutputFormat.SAME));
        assertTrue(run.notes().getFirst().startsWith("Peaks were held by up to"), run.notes().toString());
    }

    @Test
    void what_players_knew_of_the_old_loudness_is_left_out() throws IOException {
        Path song = make("song.flac", "-f", "lavfi", "-i", "sine=d=2", "-metadata", "REPLAYGAIN_TRACK_GAIN=-3 dB",
                "-metadata", "MusicBrainz Album Id=7");
        var tags = FFMPEG.probe(file(process(song, Params.DEFAULTS))).tags();
        assertEquals("7", tags.get("musicbrainz album id"));
        assertEquals(null, tags.get("replaygain_track_gain"));
    }

    @Test
    void tags_of_ogg_come_along_into_other_containers() throws IOException {
        Path song = make("song.opus", "-f", "lavfi", "-i", "sine=d=2", "-metadata", "title=Ä");
        Path out = file(process(song, to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.MP3)));
        assertEquals("Ä", FFMPEG.probe(out).tags().get("title"));
    }

    @Test
    void sound_that_begins_after_the_pictures_stays_in_step() throws IOException {
        Path late = make("late.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=3", "-itsoffset", "1", "-f", "lavfi",
                "-i", "sine=d=2", "-c:v", "libopenh264", "-c:a", "flac");
        Path out = file(process(late, to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.SAME)));
        Path heard = make("heard.raw", "-i", Ffmpeg.file(out), "-map", "0:a", "-af", "aresample=async=1:first_pts=0",
                "-f", "s16le");
        byte[] samples = Files.readAllBytes(heard);
        int first = 0;
        while (samples[first] == 0 && samples[first + 1] == 0) {
            first += 2;
        }
        assertEquals(1, first / 2 / 44_100.0, 0.02);
    }

    @ParameterizedTest
    @CsvSource({"8000,mono,1.5,wav", "8000,mono,1.5,flac", "44100,stereo,0.25,wav", "48000,7.1,3,flac",
            "48000,5.1(side),3,wav", "192000,stereo,1,wav", "11025,mono,2,m4a"})
    void odd_sound_comes_out_right(String rate, String layout, String seconds, String extension) throws IOException {
        Path odd = make("odd." + extension, "-f", "lavfi", "-i", "anoisesrc=d=" + seconds + ":c=pink:a=0.1:seed=1:r="
                + rate, "-af", "aformat=channel_layouts=" + layout);
        Path out = file(process(odd, to(Params.Preset.NONE, -24, -1, true, Params.OutputFormat.SAME)));
        var before = FFMPEG.probe(odd).audio().orElseThrow();
        var after = FFMPEG.probe(out).audio().orElseThrow();
        assertEquals(List.of(before.channels(), before.sampleRate()), List.of(after.channels(), after.sampleRate()));
        assertEquals(-24, METER.measure(out, run).loudness().integratedLufs(), 0.5);
        assertEquals(Double.parseDouble(seconds), FFMPEG.probe(out).seconds(), 0.15);
    }

    @Test
    void clipped_sound_gets_quieter_and_stays_clean() throws IOException {
        Path clipped = make("clipped.wav", "-f", "lavfi", "-i", "sine=f=300:d=3", "-af", "volume=40dB", "-ac", "2");
        Result result = process(clipped, to(Params.Preset.STREAMING, 0, -1, true, Params.OutputFormat.SAME));
        Loudness checked = METER.reference(file(result), true, run);
        assertEquals(-14, checked.integratedLufs(), 0.1);
        assertEquals("not needed", result.facts().get("limiter"));
    }

    @Test
    void a_header_that_claims_a_day_is_found_out() throws IOException {
        byte[] bytes = Files.readAllBytes(SampleMedia.wav(folder, 2));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(40, Integer.MAX_VALUE);
        Path day = Files.write(folder.resolve("day.wav"), bytes);
        Result result = process(day, to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.SAME));
        assertEquals(2, FFMPEG.probe(file(result)).seconds(), 0.01);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", "ffconcat version 1.0\nfile /etc/passwd\n"})
    void a_list_of_other_files_is_refused(String list) throws IOException {
        Path file = Files.writeString(folder.resolve("list.wav"), list);
        var e = assertThrows(ProcessingException.class, () -> process(file, Params.DEFAULTS));
        assertEquals("media.unknown-format", e.code());
    }

    @Test
    void another_extension_than_its_own_does_no_harm() throws IOException {
        Path song = make("song.flac", "-f", "lavfi", "-i", "sine=d=2");
        Path wrong = Files.move(song, folder.resolve("song.mp3"));
        Path out = file(process(wrong, to(Params.Preset.NONE, -20, -1, true, Params.OutputFormat.SAME)));
        assertEquals("flac", FFMPEG.probe(out).audio().orElseThrow().codec());
        assertTrue(out.toString().endsWith(".flac"));
    }

    private static Params to(Params.Preset preset, double lufs, double dbtp, boolean limiter,
            Params.OutputFormat format) {
        return new Params(preset, lufs, dbtp, Params.Mode.LINEAR, limiter, 11, OptionalDouble.empty(), OptionalDouble
                .empty(), format);
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

    private Path make(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(file));
        FFMPEG.run(words, 0, new FakeRun(folder));
        return file;
    }
}
