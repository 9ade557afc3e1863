package org.podstudio.processors.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Rate;

/** Rates, bounds, profiles and levels: what is asked for is in the file. */
@Timeout(120)
class RateTest {

    private static final String GREY = "color=c=gray:s=160x96:r=25,trim=end=2";
    private static final String NOISE = GREY + ",noise=alls=12:allf=t";

    private final Films films;

    RateTest(@TempDir Path folder) {
        films = new Films(folder);
    }

    @ParameterizedTest
    @CsvSource({"h264,mp4", "vp9,webm", "av1,mp4"})
    void an_average_rate_is_kept(String codec, String container) throws IOException {
        // SVT-AV1 takes some seconds to find its rate
        Path film = film("long.mkv", NOISE.replace("end=2", "end=8"));
        Path made = films.made(film, Map.of("video_codec", codec, "container", container, "video_bitrate", 300,
                "speed", "veryfast"));
        assertEquals(300, kilobits(made), 75);
    }

    @Test
    void two_passes_meet_a_rate_that_one_does_not() throws IOException {
        // much is needed at the end alone: who has not looked at it before has spent too much by then
        Path uneven = film("uneven.mkv", GREY.replace("end=2", "end=4")
                + ",noise=alls=4:allf=t,noise=alls=20:allf=t:enable='gte(t,3)'");
        Map<String, Object> rate = Map.of("container", "webm", "video_bitrate", 150, "speed", "veryfast", "gop_seconds",
                1);
        double once = kilobits(films.made(uneven, rate));
        Path made = films.made(uneven, with(rate, "two_pass", true));
        assertTrue(Files.exists(made.resolveSibling("passes-0.log")), "no word of a first pass");
        assertTrue(Math.abs(kilobits(made) - 150) < 0.6 * Math.abs(once - 150), kilobits(made) + ", in one pass "
                + once);
    }

    @Test
    void what_knows_one_pass_says_so() throws IOException {
        films.made(noise(), Map.of("video_codec", "av1", "video_bitrate", 300, "two_pass", true, "max_bitrate", 600));
        assertTrue(films.notes().contains("libsvtav1 knows one pass only"), films.notes());
        assertTrue(films.notes().contains("libsvtav1 keeps no bound beside an average rate"), films.notes());
    }

    @ParameterizedTest
    @CsvSource({"h264,mp4,20", "vp9,webm,20", "av1,mp4,12"})
    void a_bound_holds_where_the_quality_would_take_more(String codec, String container, int crf) throws IOException {
        Map<String, Object> fine = Map.of("video_codec", codec, "container", container, "crf", crf, "speed",
                "veryfast");
        double free = kilobits(films.made(noise(), fine));
        double bounded = kilobits(films.made(noise(), with(fine, "max_bitrate", 200)));
        assertTrue(free > 400 && bounded < 280, free + ", bounded " + bounded);
    }

    @Test
    void the_content_decides_where_that_is_asked_for() throws IOException {
        Map<String, Object> aware = Map.of("content_aware", true, "crf", 26);
        double needed = kilobits(films.made(noise(), aware));
        assertEquals(kilobits(films.made(noise(), Map.of("crf", 26))), needed, 0.3 * needed);
        double still = kilobits(films.made(film("still.mkv", GREY), aware));
        assertTrue(still < needed / 5, still + " for a still, " + needed + " for noise");
        double bounded = kilobits(films.made(noise(), with(aware, "max_bitrate", 200)));
        assertTrue(bounded < 260, needed + ", bounded " + bounded);
    }

    @ParameterizedTest
    @CsvSource({"baseline,auto,66", "main,3.1,77", "high,4.1,100", "auto,auto,100"})
    void profile_and_level_are_in_the_file(String profile, String level, int number) throws IOException {
        byte[] head = head(films.made(noise(), Map.of("profile", profile, "level", level)));
        assertEquals(number, head[1]);
        assertTrue(head[3] <= (level.equals("auto") ? 30 : number(level)), "level " + head[3]);
    }

    @Test
    void a_platform_plays_what_is_made_for_it() throws IOException {
        byte[] head = head(films.made(noise(), Map.of("platform", "ios_safari", "crf", 20)));
        assertEquals(77, head[1]);
        assertTrue(head[3] <= 40, "level " + head[3]);
    }

    @Test
    void what_a_level_does_not_take_is_refused() {
        var e = refused(Map.of("level", "3.0", "video_bitrate", 15_000));
        assertEquals("Level 3.0 of H.264 does not take 15000 kbit/s.", e.message());
        assertEquals("Choose level 3.2, or a smaller video_bitrate.", e.advice());
        Path large = film("large.mkv", "color=s=1920x1080:r=50:d=0.1");
        var size = assertThrows(ProcessingException.class, () -> films.transcode(large, Map.of("platform",
                "ios_safari")));
        assertEquals("platform", size.parameter().orElse(""));
        assertTrue(size.advice().contains("level 4.2"), size.advice());
    }

    @Test
    void a_most_below_the_average_is_refused() {
        assertEquals("transcode.two-rates", refused(Map.of("video_bitrate", 800, "max_bitrate", 700)).code());
    }

    @Test
    void x265_is_told_all_in_one_option() {
        Coding coding = Dialect.X265.promised(Coding.by("libx265"), Optional.empty(), Optional.of("4.1"),
                Optional.of(new Dialect.Pass(2,
                        "/it's/C:/passes")));
        assertEquals("libx265{x265-params=level-idc=4.1:pass=2:stats=/it\\'s/C\\:/passes}", coding.toString());
    }

    @ParameterizedTest
    @CsvSource({"X264,'{crf=23, maxrate=900000, bufsize=1800000}'", "X265,'{crf=23, maxrate=900000, bufsize=1800000}'",
            "NVENC,'{maxrate=900000, bufsize=1800000, rc=vbr, cq=23, b=0}'"})
    void those_that_are_seldom_here_are_bound_as_well(Dialect dialect, String words) {
        Coding coding = dialect.coded(Coding.by("x"), new Rate.Quality(23, Optional.of(new Rate.Bound(900, 1800))), 0);
        assertEquals(List.of(words.replaceAll("[{}]", "").split(", ")).stream().sorted().toList(), List.of(coding
                .toString().replaceAll("^x|[{}]", "").split(", ")).stream().sorted().toList());
    }

    private ProcessingException refused(Map<String, Object> parameters) {
        return assertThrows(ProcessingException.class, () -> {
            ParameterSet.of(Params.DEFAULTS).read(parameters);
            films.transcode(noise(), parameters);
        });
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String name, Object value) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private Path noise() {
        return film("noise.mkv", NOISE);
    }

    private Path film(String name, String picture) {
        return films.make(name, "-f", "lavfi", "-i", picture, "-pix_fmt", "yuv420p", "-c:v", "ffv1");
    }

    private static double kilobits(Path film) throws IOException {
        return Files.size(film) * 8 / 1000.0 / Films.FFMPEG.probe(film).seconds();
    }

    private static int number(String level) {
        return Integer.parseInt(level.replace(".", ""));
    }

    /** What the file tells players first: version, profile, constraints, level (ISO/IEC 14496-15, 5.3.3.1). */
    private static byte[] head(Path film) throws IOException {
        byte[] bytes = Files.readAllBytes(film);
        int box = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("avcC");
        return Arrays.copyOfRange(bytes, box + 4, box + 8);
    }
}
