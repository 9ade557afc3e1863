package org.podstudio.media.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.media.Ffmpeg;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class SoundTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final String NOISE = "anoisesrc=d=%s:c=pink:a=0.4:seed=7:r=%s,tremolo=f=0.2:d=0.8";

    private final LoudnessMeter meter = new LoudnessMeter(FFMPEG);
    private final Waveforms waveforms = new Waveforms(FFMPEG);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void agrees_with_the_other_meter() throws IOException {
        Path noise = noise("noise.flac", "12", "44100", "-ac", "2");
        Loudness ours = meter.measure(noise, run()).loudness();
        Loudness theirs = meter.reference(noise, true, run());
        assertEquals(theirs.integratedLufs(), ours.integratedLufs(), 0.1);
        assertEquals(theirs.rangeLu(), ours.rangeLu(), 0.5);
        assertEquals(theirs.truePeakDbtp(), ours.truePeakDbtp(), 0.2);
    }

    @ParameterizedTest
    @CsvSource({"pcm_u8,22050,1", "pcm_s16le,44100,2", "pcm_s24le,48000,2", "pcm_s32le,8000,3", "pcm_f32le,96000,2",
            "pcm_f64le,11025,6"})
    void a_file_read_in_pieces_measures_as_one_that_is_decoded(String codec, String rate, String channels)
            throws IOException {
        Path wav = noise("pieces.wav", "65.43", rate, "-ac", channels, "-c:a", codec);
        assertTrue(PcmFile.open(wav).isPresent());
        Measurement pieces = meter.measure(wav, run());
        Measurement whole = meter.decoded(wav, run());
        assertEquals(whole.frames(), pieces.frames());
        assertEquals(whole.loudness().integratedLufs(), pieces.loudness().integratedLufs(), 1e-9);
        assertEquals(whole.loudness().rangeLu(), pieces.loudness().rangeLu(), 1e-9);
        assertEquals(whole.loudness().truePeakDbtp(), pieces.loudness().truePeakDbtp(), 1e-9);
        assertEquals(whole.shortTermMax(), pieces.shortTermMax(), 1e-9);
    }

    @Test
    void a_wave_file_that_is_cut_off_is_left_to_ffmpeg() throws IOException {
        byte[] bytes = Files.readAllBytes(SampleMedia.wav(folder, 2));
        Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(PcmFile.open(cut).isEmpty());
        assertTrue(PcmFile.open(Files.write(folder.resolve("head.wav"), Arrays.copyOf(bytes, 30))).isEmpty());
    }

    @Test
    void an_album_is_as_loud_as_its_pieces_in_a_row() throws IOException {
        Path loud = SampleMedia.wav(folder.resolve("loud.wav"), 8, 48_000, 0.5);
        Path soft = SampleMedia.wav(folder.resolve("soft.wav"), 24, 48_000, 0.3);
        Path both = folder.resolve("both.wav");
        run("-i", Ffmpeg.file(loud), "-i", Ffmpeg.file(soft), "-filter_complex", "concat=n=2:v=0:a=1",
                Ffmpeg.file(both));
        Loudness album = Measurement.album(List.of(meter.measure(loud, run()), meter.measure(soft, run()))).loudness();
        Loudness row = meter.measure(both, run()).loudness();
        assertEquals(row.integratedLufs(), album.integratedLufs(), 0.05);
        assertEquals(row.truePeakDbtp(), album.truePeakDbtp(), 0.05);
    }

    @Test
    void a_part_tells_what_a_limiter_takes() throws IOException {
        Leveller leveller = new Leveller(FFMPEG);
        Levelling levelling = Levelling.limited(20, -1);
        Path wav = noise("long.wav", "200", "8000");
        double lost = meter.measure(wav, run()).loudness().integratedLufs() + 20
                - leveller.preview(wav, levelling, run()).measurement().orElseThrow().loudness().integratedLufs();
        assertTrue(lost > 0.5, "nothing is held: " + lost);
        assertEquals(lost, leveller.guessLoss(wav, levelling, run()), lost / 4);
        assertEquals(0, leveller.guessLoss(noise("short.wav", "20", "8000"), levelling, run()));
    }

    @Test
    void draws_the_outline_of_sound() throws IOException {
        Path png = folder.resolve("wave.png");
        Waveform outline = waveforms.outline(SampleMedia.wav(folder, 2), false, run());
        new WaveformPicture(400, 100, "#3366cc").draw(outline, png);
        var image = ImageIO.read(png.toFile());
        assertEquals(List.of(400, 100), List.of(image.getWidth(), image.getHeight()));
        assertEquals(0xFF3366CC, image.getRGB(200, 50));
        assertEquals(0, image.getRGB(200, 5) >>> 24);
    }

    @Test
    void the_outline_in_pieces_is_that_of_what_is_decoded() throws IOException {
        Path wav = noise("pieces.wav", "65.43", "44100", "-ac", "2");
        Path flac = folder.resolve("pieces.flac");
        run("-i", Ffmpeg.file(wav), Ffmpeg.file(flac));
        Waveform pieces = waveforms.outline(wav, true, run());
        Waveform whole = waveforms.outline(flac, true, run());
        assertEquals(whole.frames(), pieces.frames());
        assertEquals(2, pieces.traces().size());
        for (int c = 0; c < 2; c++) {
            Waveform.Trace expected = whole.traces().get(c);
            assertEquals(expected.peak(), pieces.traces().get(c).peak(), 1e-6);
            assertEquals(mean(expected.rms()), mean(pieces.traces().get(c).rms()), 0.002);
        }
    }

    @Test
    void a_cancel_reaches_meters_and_outlines() throws IOException {
        Path wav = SampleMedia.wav(folder, 2);
        FakeRun canceled = run().cancelAt(0);
        assertThrows(CanceledException.class, () -> waveforms.outline(wav, false, canceled));
        assertThrows(CanceledException.class, () -> meter.measure(wav, canceled));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private Path noise(String name, String seconds, String rate, String... more) {
        Path file = folder.resolve(name);
        List<String> words = new java.util.ArrayList<>(List.of("-f", "lavfi", "-i", NOISE.formatted(seconds, rate)));
        words.addAll(List.of(more));
        words.add(Ffmpeg.file(file));
        run(words.toArray(String[]::new));
        return file;
    }

    private FakeRun run() {
        return new FakeRun(folder);
    }

    private void run(String... words) {
        FFMPEG.run(List.of(words), 0, run());
    }
}
