package org.podstudio.processors.waveform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.sound.Waveforms;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleMedia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

@Timeout(120)
class WaveformProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final int BLUE = 0x3B82F6;

    @Override
    protected Processor<Params> processor() {
        return new WaveformProcessor(FFMPEG, new Waveforms(FFMPEG));
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        return SampleMedia.wav(folder, 2);
    }

    @Override
    protected List<Params> several() {
        return List.of(Params.DEFAULTS, picture(200, 60, "transparent", Params.Channels.SPLIT, true));
    }

    @Test
    void a_tone_fills_the_picture_up_to_its_peak_and_fades_at_the_edge() throws IOException {
        Path tone = make("tone.wav", "sine=f=440:d=4:r=44100,volume=12dB"); // sine has -18 dBFS, so this has 0.5
        BufferedImage image = draw(tone, picture(300, 101, "transparent", Params.Channels.MIXED, false));
        for (int x = 10; x < 290; x++) {
            assertEquals(0xFF000000 | BLUE, image.getRGB(x, 50), "the middle at " + x);
            assertEquals(0, alpha(image, x, 20), "above the peak at " + x);
            int peak = alpha(image, x, 27);
            assertTrue(peak > 80 && peak < 200, "peaks beyond the mean are paler, at " + x + ": " + peak);
            assertEquals(255, alpha(image, x, 36), "the mean at " + x);
        }
    }

    @Test
    void edges_are_smooth() throws IOException {
        BufferedImage image = draw(make("swell.wav", "sine=f=200:d=4,volume=15dB,tremolo=f=0.5:d=0.9"), picture(600,
                200, "#101010", Params.Channels.MIXED, false));
        long shades = 0;
        for (int x = 1; x < 600; x++) {
            int column = x;
            shades += java.util.stream.IntStream.range(0, 200).map(y -> image.getRGB(column, y)).distinct().count();
        }
        assertTrue(shades > 600 * 4, "a ground, two tones and what lies between: " + shades / 600.0);
        assertEquals(0xFF101010, image.getRGB(0, 0));
    }

    @Test
    void silence_is_one_sharp_line() throws IOException {
        BufferedImage image = draw(make("silence.flac", "anullsrc=d=2"), Params.DEFAULTS);
        for (int x = 0; x < 400; x++) {
            assertEquals(0xFF000000 | BLUE, image.getRGB(x, 50));
            assertEquals(0, image.getRGB(x, 49) | image.getRGB(x, 51));
        }
    }

    @Test
    void channels_have_lanes_of_their_own() throws IOException {
        Path left = make("left.wav", "sine=f=440:d=2,volume=12dB,pan=stereo|c0=c0|c1=0*c0");
        BufferedImage image = draw(left, picture(200, 100, "transparent", Params.Channels.SPLIT, true));
        assertEquals(255, alpha(image, 100, 10));
        assertEquals(0, alpha(image, 100, 60));
        assertEquals(255, alpha(image, 100, 75));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "flac", "mp3"})
    void data_has_the_layout_of_audiowaveform(String extension) throws IOException {
        Path ramp = make("ramp." + extension, "aevalsrc='0.9*t/2*sin(2*PI*500*t)|0.5*sin(2*PI*500*t)':d=2:s=48000");
        for (Params.Bits bits : Params.Bits.values()) {
            Params parameters = new Params(100, 50, "#000000", "transparent", Params.Channels.SPLIT, false,
                    Params.Data.JSON, 512, bits);
            Output output = process(ramp, parameters);
            JsonNode json = new ObjectMapper().readTree(output.file().resolveSibling("waveform.json").toFile());
            double scale = bits == Params.Bits.BITS_8 ? 128 : 32_768;
            assertEquals(List.of(2, 2, 48_000, 512, bits == Params.Bits.BITS_8 ? 8 : 16), List.of(json.get("version")
                    .asInt(), json.get("channels").asInt(), json.get("sample_rate").asInt(),
                    json.get(
                            "samples_per_pixel").asInt(),
                    json.get("bits").asInt()));
            assertEquals(187.5, json.get("length").asInt(), 5);
            assertEquals(json.get("length").asInt() * 4, json.get("data").size());
            assertEquals(0.45 * scale, json.get("data").get(94 * 4 + 1).asInt(), scale / 20);
            assertEquals(-0.5 * scale, json.get("data").get(94 * 4 + 2).asInt(), scale / 20);
            assertEquals(output.folder().orElseThrow(), output.file().getParent());
        }
    }

    @Test
    void a_whole_number_of_pixels_has_every_sample_in_one() throws IOException {
        Path wav = SampleMedia.wav(folder, 1);
        Output output = process(wav, new Params(10, 10, "#000000", "transparent", Params.Channels.MIXED, false,
                Params.Data.JSON, 1, Params.Bits.BITS_16));
        JsonNode data = new ObjectMapper().readTree(output.file().resolveSibling("waveform.json").toFile()).get("data");
        byte[] bytes = Files.readAllBytes(wav);
        for (int i = 0; i < 48_000; i++) {
            int sample = (short) (bytes[44 + 4 * i] & 0xFF | bytes[45 + 4 * i] << 8);
            assertEquals(sample, data.get(2 * i).asInt());
            assertEquals(sample, data.get(2 * i + 1).asInt());
        }
    }

    @Test
    void what_has_no_sound_is_refused() throws IOException {
        Path mute = folder.resolve("mute.mp4");
        FFMPEG.run(List.of("-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264", Ffmpeg.file(mute)), 0,
                new FakeRun(folder));
        assertEquals("media.no-stream", assertThrows(ProcessingException.class, () -> process(mute, Params.DEFAULTS))
                .code());
        Path list = Files.writeString(folder.resolve("list.wav"), "#EXTM3U\nhttp://127.0.0.1:9/a.ts\n");
        assertThrows(ProcessingException.class, () -> process(list, Params.DEFAULTS));
    }

    @Test
    void half_a_file_is_not_drawn_as_if_it_were_whole() throws IOException {
        byte[] bytes = Files.readAllBytes(SampleMedia.wav(folder, 4));
        Path half = Files.write(folder.resolve("half.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals("media.cut-short", assertThrows(ProcessingException.class, () -> process(half, Params.DEFAULTS))
                .code());
    }

    private static Params picture(int width, int height, String ground, Params.Channels channels, boolean fit) {
        return new Params(width, height, "#3b82f6", ground, channels, fit, Params.Data.NONE, 256, Params.Bits.BITS_16);
    }

    private BufferedImage draw(Path sound, Params parameters) throws IOException {
        return ImageIO.read(process(sound, parameters).file().toFile());
    }

    private Output process(Path sound, Params parameters) throws IOException {
        FakeRun run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
        return processor().process(new Request<>(List.of(sound), parameters, 0), run).outputs().getFirst();
    }

    private static int alpha(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >>> 24;
    }

    private Path make(String name, String source) {
        Path file = folder.resolve(name);
        FFMPEG.run(new ArrayList<>(List.of("-f", "lavfi", "-i", source, Ffmpeg.file(file))), 0, new FakeRun(folder));
        return file;
    }
}
