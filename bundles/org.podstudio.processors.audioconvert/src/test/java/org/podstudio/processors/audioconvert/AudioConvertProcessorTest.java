package org.podstudio.processors.audioconvert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.podstudio.api.Result;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Audit;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class AudioConvertProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);
    private static final String MUSIC = "anoisesrc=d=3:c=pink:a=0.3:seed=7:r=44100";

    @Override
    protected Processor<Params> processor() {
        return new AudioConvertProcessor(FFMPEG);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return SampleMedia.wav(folder, 2);
    }

    @ParameterizedTest
    @CsvSource({"mp3,mp3,mp3", "wav,wav,pcm_s16le", "flac,flac,flac", "aac,mov,aac", "m4a,mov,aac", "alac,mov,alac",
            "ogg,ogg,opus", "opus,ogg,opus", "aiff,aiff,pcm_s16be"})
    void makes_each_format(String format, String container, String codec) throws IOException {
        Path song = FILMS.sound(folder.resolve("song.flac"), MUSIC, "-ac", "2", "-sample_fmt", "s16", "-metadata",
                "title=Ä=b", "-metadata",
                "artist=C");
        Path out = made(song, "format", format);
        MediaInfo info = FFMPEG.probe(out);
        assertTrue(info.isFormat(container), info.format());
        assertEquals(codec, info.audio().orElseThrow().codec());
        assertEquals(3, info.seconds(), 0.1);
        assertEquals(2, info.audio().orElseThrow().channels());
        assertEquals("Ä=b", info.tags().get("title"));
        assertEquals(3, FFMPEG.decode(out), 0.1);
    }

    @Test
    void without_loss_nothing_is_lost() throws IOException {
        Path wav = FILMS.sound(folder.resolve("song.wav"), MUSIC, "-ac", "2", "-c:a", "pcm_s24le");
        for (String format : List.of("flac", "alac", "aiff", "wav")) {
            Path out = made(wav, "format", format);
            assertArrayEquals(FILMS.samples(wav, "s32le"), FILMS.samples(out, "s32le"), format);
            assertEquals(24, FFMPEG.probe(out).audio().orElseThrow().bits(), format);
        }
    }

    @ParameterizedTest
    @CsvSource({"mp3,192", "m4a,128", "opus,96"})
    void keeps_to_the_bit_rate(String format, int kilobits) throws IOException {
        String wide = "anoisesrc=d=20:c=pink:a=0.3:seed=7[a];anoisesrc=d=20:c=pink:a=0.3:seed=8[b];[a][b]amerge";
        Path song = FILMS.sound(folder.resolve("song.wav"), wide);
        Path out = made(song, "format", format, "bitrate", kilobits);
        assertEquals(kilobits, Files.size(out) * 8 / 20_000.0, kilobits * 0.15);
    }

    @Test
    void a_higher_quality_takes_more_bits() throws IOException {
        Path song = FILMS.sound(folder.resolve("song.wav"), MUSIC, "-ac", "2");
        for (String format : List.of("mp3", "m4a", "opus")) {
            List<Long> sizes = new ArrayList<>();
            for (String quality : List.of("low", "medium", "high", "maximum")) {
                sizes.add(Files.size(made(song, "format", format, "quality", quality)));
            }
            assertEquals(sizes.stream().sorted().distinct().toList(), sizes, format);
        }
    }

    @ParameterizedTest
    @CsvSource({"44100,48000", "48000,44100", "96000,44100", "192000,48000"})
    void another_rate_leaves_tones_alone_and_makes_none(int from, int to) throws IOException {
        // a tone that is kept, and one that the new rate cannot have and would be mirrored to 2 kHz or so
        String low = "0.4*sin(2*PI*1000*t)";
        String high = from > to ? "+0.4*sin(2*PI*" + (to - 19_000) + "*t)*" + (to / 2 < to - 19_000 ? 1 : 0) : "";
        Path tones = FILMS.sound(folder.resolve("tones.wav"), "aevalsrc='" + low + high + "':d=2:s=" + from, "-c:a",
                "pcm_s24le");
        Path out = made(tones, "format", "wav", "sample_rate", to);
        assertEquals(to, FFMPEG.probe(out).audio().orElseThrow().sampleRate());
        double[] samples = floats(out);
        assertEquals(-10.97, level(samples, 1000, to), 0.02);
        assertTrue(residueDb(samples, 1000, to) < -100, "what is no tone: " + residueDb(samples, 1000, to));
    }

    @Test
    void fewer_bits_are_rounded_after_noise() throws IOException {
        // a tone of a third of a step is lost without noise, and still there with it
        Path faint = FILMS.sound(folder.resolve("faint.wav"), "aevalsrc='sin(2*PI*1000*t)/98304':d=8:s=48000", "-c:a",
                "pcm_s24le");
        Path out = made(faint, "format", "wav", "bit_depth", 16);
        assertEquals("pcm_s16le", FFMPEG.probe(out).audio().orElseThrow().codec());
        assertEquals(20 * Math.log10(1 / 98304.0 / Math.sqrt(2)), level(floats(out), 1000, 48_000), 1);
    }

    @Test
    void channels_become_fewer_and_more_without_clipping() throws IOException {
        Path six = FILMS.sound(folder.resolve("six.wav"), "anoisesrc=d=1:a=1:seed=1:r=48000", "-af",
                "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0", "-c:a", "pcm_f32le");
        Path two = made(six, "format", "wav", "channels", "stereo");
        assertEquals(2, FFMPEG.probe(two).audio().orElseThrow().channels());
        assertTrue(Arrays.stream(floats(two)).map(Math::abs).max().orElse(9) <= 1);
        Path one = made(two, "format", "flac", "channels", "mono");
        assertEquals(1, FFMPEG.probe(one).audio().orElseThrow().channels());
        assertEquals("5.1", FFMPEG.probe(made(one, "format", "flac", "channels", "surround")).audio().orElseThrow()
                .layout());
    }

    @Test
    void cover_and_chapters_come_along_where_there_is_room() throws IOException {
        Path book = Files.writeString(folder.resolve("chapters.txt"),
                ";FFMETADATA1\ntitle=T\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=a\n");
        Path song = folder.resolve("song.m4a");
        ffmpeg("-i", Ffmpeg.file(SampleMedia.wav(folder, 2)), "-i", Ffmpeg.file(SampleMedia.jpeg(folder, 64, 64)), "-f",
                "ffmetadata", "-i", Ffmpeg.file(book), "-map", "0", "-map", "1", "-map_metadata", "2", "-map_chapters",
                "2", "-c:v", "copy", "-disposition:v", "attached_pic", Ffmpeg.file(song));
        for (String format : List.of("mp3", "flac", "alac", "aiff")) {
            MediaInfo info = FFMPEG.probe(made(song, "format", format));
            assertEquals(64, info.cover().orElseThrow().width(), format);
            assertEquals("T", info.tags().get("title"), format);
        }
        assertEquals(1, FFMPEG.probe(made(song, "format", "mp3")).chapters());
        assertTrue(FFMPEG.probe(made(song, "format", "mp3", "cover", false)).cover().isEmpty());
        made(song, "format", "wav");
        assertTrue(run.notes().stream().anyMatch(n -> n.contains("cover is left out")), run.notes().toString());
        assertTrue(run.notes().stream().anyMatch(n -> n.contains("chapters are left out")), run.notes().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "flac"})
    void a_cover_that_is_cut_off_costs_nobody_his_song(String format) throws IOException {
        Path cover = SampleMedia.jpeg(folder, 64, 64);
        Path song = FILMS.make(folder.resolve("song.mp3"), "-i", Ffmpeg.file(SampleMedia.wav(folder, 2)), "-i",
                Ffmpeg.file(cover), "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic");
        byte[] bytes = Files.readAllBytes(song);
        int size = (int) Files.size(cover); // but for a few tags, the picture is the beginning of the file
        Arrays.fill(bytes, size * 3 / 4, size, (byte) 0xFF);
        Files.write(song, bytes);
        FakeRun look = new FakeRun(folder);
        FFMPEG.run(List.of("-i", Ffmpeg.file(song), "-map", "0:v", Ffmpeg.file(folder.resolve("cover.png"))), 0, look);
        assertFalse(look.notes().isEmpty(), "the cover can be read");
        Result result = process(song, Map.of("format", format));
        verify(result, song);
        assertTrue(FFMPEG.probe(file(result)).cover().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void sound_that_is_shorter_than_its_film_is_all_there_is(String from) throws IOException {
        Path film = FILMS.make(folder.resolve("film.mkv"), "-f", "lavfi", "-i", "testsrc2=s=320x180:d=4", "-itsoffset",
                from, "-f", "lavfi", "-i", "sine=d=1", "-c:v", "libopenh264", "-c:a", "aac");
        verify(process(film, Map.of("format", "flac")), film);
    }

    @Test
    void a_film_that_is_cut_off_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(FILMS.film(folder.resolve("film.mkv"), "320x180", 4));
        Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
        Result result = process(cut, Map.of("format", "flac"));
        assertEquals("media.broken", assertThrows(ProcessingException.class, () -> verify(result, cut)).code());
    }

    @Test
    void what_is_in_the_format_already_is_copied() throws IOException {
        Path film = folder.resolve("film.mp4");
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x240:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "libopenh264",
                "-c:a", "aac", Ffmpeg.file(film));
        Path song = made(film, "format", "m4a");
        assertTrue(FFMPEG.probe(song).video().isEmpty());
        assertTrue(run.notes().getFirst().contains("copied as it is"), run.notes().toString());
        assertArrayEquals(FILMS.samples(film, "f32le"), FILMS.samples(song, "f32le"));
    }

    @ParameterizedTest
    @CsvSource({"voice,opus,1,48000", "cd,pcm_s16le,2,44100", "studio,pcm_s24le,1,48000", "archive,flac,1,96000",
            "podcast,mp3,1,44100", "music,aac,1,96000", "web,opus,1,48000"})
    void a_purpose_says_all_of_it(String preset, String codec, int channels, int rate) throws IOException {
        Path song = FILMS.sound(folder.resolve("song.wav"), MUSIC.replace("44100", "96000"), "-c:a", "pcm_s24le");
        AudioStream sound = FFMPEG.probe(made(song, "preset", preset)).audio().orElseThrow();
        assertEquals(List.of(codec, channels, rate), List.of(sound.codec(), sound.channels(), sound.sampleRate()));
    }

    @ParameterizedTest
    @CsvSource({"mp3,bitrate,512,audio-convert.bitrate", "flac,bitrate,128,audio-convert.bitrate",
            "mp3,bit_depth,24,audio-convert.bits", "flac,bit_depth,32,audio-convert.bits",
            "wav,bit_depth,20,audio-convert.bits", "mp3,channels,surround,audio-convert.channels"})
    void what_cannot_be_is_refused_with_what_can(String format, String name, String value, String code)
            throws IOException {
        Path song = SampleMedia.wav(folder, 1);
        Object given = value.matches("\\d+") ? (Object) Integer.parseInt(value) : value;
        var e = assertThrows(ProcessingException.class, () -> made(song, "format", format, name, given));
        assertEquals(code, e.code());
        assertTrue(e.advice().contains("hoose"), e.advice());
    }

    @Test
    void bad_input_is_refused_or_comes_out_right() throws IOException {
        Path mute = folder.resolve("mute.mp4");
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264", Ffmpeg.file(mute));
        assertEquals("audio-convert.no-sound", assertThrows(ProcessingException.class, () -> made(mute)).code());
        Path song = FILMS.sound(folder.resolve("song.m4a"), MUSIC);
        byte[] bytes = Files.readAllBytes(song);
        Path cut = Files.write(folder.resolve("cut.m4a"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals("media.broken", assertThrows(ProcessingException.class, () -> made(cut)).code());
        Path list = Files.writeString(folder.resolve("list.mp3"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n");
        assertEquals("media.unknown-format", assertThrows(ProcessingException.class, () -> made(list)).code());
        assertEquals("mp3", FFMPEG.probe(made(Files.move(song, folder.resolve("-song.flac")))).audio().orElseThrow()
                .codec());
        Path silence = FILMS.sound(folder.resolve("silence.wav"), "anullsrc=d=1:r=8000:cl=mono");
        assertEquals(1, FFMPEG.probe(made(silence, "format", "opus")).seconds(), 0.05);
    }

    /** As the engine does. */
    private void verify(Result result, Path source) {
        new Audit(FFMPEG).whole(file(result), result.outputs().getFirst().expected(), source, run);
    }

    /** All of the middle, interleaved. */
    private double[] floats(Path sound) throws IOException {
        double[] all = FILMS.numbers(sound);
        return Arrays.copyOfRange(all, all.length / 8, all.length * 7 / 8);
    }

    /** Of one frequency, dB of the root of the mean square. */
    private static double level(double[] samples, double hertz, int rate) {
        double[] wave = wave(samples, hertz, rate);
        return 20 * Math.log10(Math.hypot(wave[0], wave[1]) / Math.sqrt(2));
    }

    /** Of all but one frequency, dB. */
    private static double residueDb(double[] samples, double hertz, int rate) {
        double[] wave = wave(samples, hertz, rate);
        double squares = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            double rest = samples[i] - wave[0] * Math.cos(angle) - wave[1] * Math.sin(angle);
            squares += rest * rest;
        }
        return 10 * Math.log10(squares / samples.length);
    }

    private static double[] wave(double[] samples, double hertz, int rate) {
        int whole = (int) (Math.floor(samples.length * hertz / rate) * rate / hertz);
        double cosine = 0;
        double sine = 0;
        for (int i = 0; i < whole; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            cosine += samples[i] * Math.cos(angle);
            sine += samples[i] * Math.sin(angle);
        }
        return new double[]{2 * cosine / whole, 2 * sine / whole};
    }

    private void ffmpeg(String... words) {
        FFMPEG.run(List.of(words), 0, new FakeRun(folder));
    }
}
