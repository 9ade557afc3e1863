package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.Ability;
import org.podstudio.media.Colour;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;

/** Colour bars look the same before and after. */
@Timeout(120)
class ColoursTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private final Films films;

    ColoursTest(@TempDir Path folder) {
        films = new Films(folder);
    }

    @ParameterizedTest
    @CsvSource({"bt709,tv,mp4", "smpte170m,tv,mp4", "bt709,pc,mp4", "smpte170m,pc,webm", "bt709,tv,webm"})
    void bars_keep_their_colours(String matrix, String range, String container) throws IOException {
        Path bars = films.make("bars.mkv", "-f", "lavfi", "-i", "smptehdbars=s=320x180:d=0.2", "-vf",
                "scale=out_color_matrix=" + matrix + ":out_range=" + range
                        + ",format=yuv444p,setparams=color_primaries=" + matrix + ":color_trc=" + matrix
                        + ":colorspace=" + matrix + ":range=" + range,
                "-c:v", "libvpx-vp9", "-lossless", "1");
        Path made = films.made(bars, Map.of("container", container, "speed", "veryfast", "crf", 16));
        Colour colour = Films.FFMPEG.probe(made).video().orElseThrow().colour();
        assertEquals(matrix, colour.matrix());
        assertEquals("tv", colour.range());
        assertSame(films.rgb(bars, 0), films.rgb(made, 0));
    }

    @Test
    void bars_of_red_green_and_blue_become_those_of_television() throws IOException {
        Path bars = films.make("bars.mkv", "-f", "lavfi", "-i", "smptehdbars=s=320x180:d=0.2", "-pix_fmt", "gbrp",
                "-c:v", "ffv1");
        Path made = films.made(bars, Map.of("crf", 16));
        assertEquals(List.of("bt709", "bt709"), List.of(colour(made).matrix(), colour(made).primaries()));
        assertSame(films.rgb(bars, 0), films.rgb(made, 0));
    }

    @Test
    void colours_that_are_not_named_stay_what_players_took_them_for() throws IOException {
        // 720 lines without a name are BT.709 to a player, 180 lines BT.601
        Path bars = films.make("bars.mp4", "-f", "lavfi", "-i", "smptehdbars=s=1280x720:d=0.1", "-vf",
                "scale=out_color_matrix=bt709,setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown",
                "-pix_fmt", "yuv420p", "-c:v", "libopenh264", "-qmin", "12", "-b:v", "40M");
        assertEquals("", colour(bars).matrix());
        assertEquals("bt709", colour(films.made(bars, Map.of("height", 180))).matrix());
        Path small = films.make("small.mp4", "-f", "lavfi", "-i", "smptebars=s=320x180:d=0.1", "-vf",
                "setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown", "-pix_fmt", "yuv420p", "-c:v",
                "libopenh264");
        assertEquals("smpte170m", colour(films.made(small, Map.of())).matrix());
    }

    @ParameterizedTest
    @CsvSource({"smpte2084", "arib-std-b67"})
    void hdr_is_kept_with_its_bits_and_names(String transfer) throws IOException {
        Colour kept = colour(films.made(hdr(transfer), Map.of("video_codec", "av1", "speed", "veryfast")));
        assertEquals(List.of("bt2020", transfer, "bt2020nc", 10), List.of(kept.primaries(), kept.transfer(), kept
                .matrix(), kept.bits()));
        assertTrue(kept.hdr());
    }

    @ParameterizedTest
    @CsvSource({"smpte2084,h264", "arib-std-b67,h264", "smpte2084,vp9"})
    void hdr_becomes_sdr_on_request(String transfer, String codec) throws IOException {
        Path hdr = hdr(transfer);
        Path made = films.made(hdr, Map.of("video_codec", codec, "dynamic_range", "sdr", "container", "mkv", "speed",
                "veryfast"));
        MediaInfo info = Films.FFMPEG.probe(made);
        Colour colour = info.video().orElseThrow().colour();
        assertEquals(List.of("bt709", "bt709", "bt709", "tv", 8), List.of(colour.primaries(), colour.transfer(), colour
                .matrix(), colour.range(), colour.bits()));
        byte[] pixels = films.rgb(made, 0);
        // grey stays grey, and neither black nor white is all there is
        int middle = 3 * (HEIGHT / 2 * WIDTH + WIDTH / 2);
        assertEquals(pixels[middle] & 0xff, pixels[middle + 1] & 0xff, 8);
        assertEquals(pixels[middle + 1] & 0xff, pixels[middle + 2] & 0xff, 8);
        assertTrue((pixels[middle] & 0xff) > 40 && (pixels[middle] & 0xff) < 250, "grey " + (pixels[middle] & 0xff));
    }

    @Test
    void hdr_in_too_few_bits_is_refused_with_what_would_do() {
        if (Films.TOOLBOX.can(Ability.encoder("libx264"))) {
            return;
        }
        var e = assertThrows(ProcessingException.class, () -> films.transcode(hdr("smpte2084"), Map.of()));
        assertEquals("transcode.eight-bits", e.code());
        assertEquals("Choose dynamic_range sdr, or the video codec av1.", e.advice());
    }

    @ParameterizedTest
    @CsvSource({"90", "180", "270"})
    void a_telephone_held_upright_gives_an_upright_film(int turn) throws IOException {
        // red above, blue below
        Path film = films.make("red.mp4", "-f", "lavfi", "-i",
                "color=c=red:s=320x90:d=0.2,pad=320:180:0:0:blue,format=yuv420p", "-c:v", "libopenh264");
        Path turned = films.make("turned.mp4", "-display_rotation", Integer.toString(turn), "-i", Ffmpeg.file(film),
                "-c", "copy");
        Path made = films.made(turned, Map.of());
        MediaInfo info = Films.FFMPEG.probe(made);
        assertEquals(0, info.video().orElseThrow().geometry().turn());
        int width = info.video().orElseThrow().width();
        int height = info.video().orElseThrow().height();
        byte[] pixels = films.rgb(made, 0);
        int[] red = switch (turn) { // counter-clockwise, as the file says it
            case 90 -> new int[]{10, height / 2};
            case 180 -> new int[]{width / 2, height - 10};
            default -> new int[]{width - 10, height / 2};
        };
        int at = 3 * (red[1] * width + red[0]);
        assertTrue((pixels[at] & 0xff) > 200 && (pixels[at + 2] & 0xff) < 60, "not red: " + (pixels[at] & 0xff));
    }

    private static Colour colour(Path film) {
        return Films.FFMPEG.probe(film).video().orElseThrow().colour();
    }

    /** A grey card in the middle of a bright field. */
    private Path hdr(String transfer) {
        return films.make("hdr.mkv", "-f", "lavfi", "-i",
                "color=c=0x808080:s=320x180:d=0.2,drawbox=0:0:40:40:white:fill,format=yuv420p10le,"
                        + "setparams=color_primaries=bt2020:colorspace=bt2020nc:range=tv:color_trc=" + transfer,
                "-c:v", "libsvtav1", "-preset", "12");
    }

    /** In the middle of each bar, within what a lossy codec changes. */
    private static void assertSame(byte[] before, byte[] after) {
        for (int y : List.of(20, 50, 80)) {
            for (int x : List.of(20, 57, 91, 125, 159, 193, 227, 262, 300)) {
                for (int c = 0; c < 3; c++) {
                    int at = 3 * (y * WIDTH + x) + c;
                    assertEquals(before[at] & 0xff, after[at] & 0xff, 14, "at " + x + "," + y + " colour " + c);
                }
            }
        }
    }
}
