package org.podstudio.processors.abr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Processor;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.processors.abr.manifests.Presentation;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.ProcessorContract;
import org.podstudio.testkit.SampleFilms;
import org.podstudio.testkit.SampleMedia;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

@Timeout(120)
class AbrProcessorTest extends ProcessorContract<Params> {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final SampleFilms FILMS = new SampleFilms(FFMPEG::run);

    @Override
    protected Processor<Params> processor() {
        return new AbrProcessor(FFMPEG);
    }

    @Override
    protected Path sample(Path folder) throws IOException {
        Path film = folder.resolve("film.mp4");
        return Files.exists(film) ? film : FILMS.film(film, "320x180", 0.8);
    }

    @Test
    void one_set_of_pieces_is_played_by_hls_and_dash_at_every_size() throws IOException {
        Path root = streams(FILMS.film(folder.resolve("film.mkv"), "640x360", 2.6), Map.of("segment_seconds", 1));
        JsonNode report = new ObjectMapper().readTree(root.resolve("report.json").toFile());
        assertTrue(report.path("holds").asBoolean(), report::toPrettyString);
        assertEquals(List.of("240p", "360p"), report.path("pictures").findValuesAsText("name"));
        assertEquals(List.of("3", "3"), report.path("pictures").findValuesAsText("segments"));
        assertEquals(9, report.path("rules").size());
        for (String list : List.of("video/240p", "video/360p", "audio/1-64", "audio/1-96")) {
            assertEquals(2.6, played(root.resolve(list).resolve("playlist.m3u8")), 0.1, list);
        }
        // another reader than ours: ffmpeg's own, of both manifests, with all their sizes
        assertEquals(List.of("426x240", "640x360"), sizes("hls", root.resolve("master.m3u8")));
        assertEquals(List.of("426x240", "640x360"), sizes("dash", root.resolve("manifest.mpd")));
        assertEquals(List.of(640, 360), size(root.resolve("preview.mp4")));
        assertEquals(List.of(426, 240), shown(root.resolve("video/240p")));
        FFMPEG.decode(root.resolve("preview.mp4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmaf", "ts"})
    void sound_stays_where_it_was(String pieces) throws IOException {
        // a white flash and a beep at the same time
        Path film = FILMS.make(folder.resolve("flash.mkv"), "-f", "lavfi", "-i",
                "color=black:s=320x180:r=25:d=2,drawbox=c=white:t=fill:enable='between(t,1,1.12)'", "-f", "lavfi", "-i",
                "aevalsrc='if(between(t,1,1.12),sin(2*PI*1000*t),0)':d=2:s=48000", "-c:v", "ffv1", "-c:a", "pcm_s16le");
        Path root = streams(film, Map.of("pieces", pieces));
        double light = onset(root.resolve("video/180p"), "signalstats,metadata=print:key=lavfi.signalstats.YAVG",
                "lavfi.signalstats.YAVG=", 100);
        double beep = onset(root.resolve("audio/1-64"),
                "aresample=48000,asetnsamples=480,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.Peak_level",
                "lavfi.astats.Overall.Peak_level=", -20);
        assertEquals(1.0, light, 0.001);
        assertEquals(light, beep, 0.0101, "light at " + light + " s, beep at " + beep + " s");
    }

    @Test
    void languages_and_subtitles_are_groups_to_choose_from() throws IOException {
        Path words = Files.writeString(folder.resolve("words.srt"),
                "1\n00:00:00,100 --> 00:00:00,600\nGr\u00fc\u00dfe\n");
        Path film = FILMS.make(folder.resolve("two.mkv"), "-i", Ffmpeg.file(sample(folder)), "-f", "lavfi", "-i",
                "sine=880:d=0.8", "-f", "srt", "-i", Ffmpeg.file(words), "-map", "0:v", "-map", "0:a", "-map", "1:a",
                "-map", "2:s",
                "-c:v", "copy", "-c:a", "aac", "-c:s", "srt", "-metadata:s:a:0", "language=eng", "-metadata:s:a:1",
                "language=ger", "-metadata:s:s:0", "language=ger");
        Path root = streams(film, Map.of());
        String master = Files.readString(root.resolve("master.m3u8"));
        assertTrue(master.contains("NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES"), master);
        assertTrue(master.contains("NAME=\"Deutsch\",LANGUAGE=\"de\",DEFAULT=NO"), master);
        assertTrue(master.contains("TYPE=SUBTITLES,GROUP-ID=\"text\",NAME=\"Deutsch\",LANGUAGE=\"de\""), master);
        assertTrue(Files.readString(root.resolve("text/1.vtt")).contains("Gr\u00fc\u00dfe"));
        assertTrue(Files.isRegularFile(root.resolve("audio/2-de-64/00000.m4s")));
    }

    @Test
    void a_locked_film_lies_open_nowhere_and_its_key_is_told_to_nobody() throws IOException {
        Path film = sample(folder);
        Result result = process(film, Map.of("encrypt", true, "key_uri", "https://keys.example/1"));
        Path root = root(result);
        byte[] key = Files.readAllBytes(root.resolve("keys/0.key"));
        assertEquals(16, key.length);
        assertEquals("preview.jpg", result.outputs().getFirst().file().getFileName().toString());
        assertFalse(Files.exists(root.resolve("manifest.mpd")));
        String list = Files.readString(root.resolve("video/180p/playlist.m3u8"));
        assertTrue(list.contains("#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.example/1\",IV=0x"), list);
        String hex = HexFormat.of().formatHex(key);
        String told = result.facts() + run.notes().toString() + list + Files.readString(root.resolve("report.txt"))
                + Files.readString(root.resolve("report.json")) + Files.readString(root.resolve("index.html"));
        assertFalse(told.toLowerCase(java.util.Locale.ROOT).contains(hex), "the key");
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".m4s")).toList()) {
                String head = new String(Files.readAllBytes(file), 0, 16, StandardCharsets.ISO_8859_1);
                assertFalse(head.contains("styp") || head.contains("moof"), file + " lies open");
            }
        }
        String vector = list.replaceAll("(?s).*?IV=0x([0-9a-f]{32}).*", "$1");
        assertTrue(opened(root.resolve("video/180p/00000.m4s"), key, vector).contains("styp"));
    }

    @ParameterizedTest
    @CsvSource({"ts,h264,avc1.64", "cmaf,av1,av01.0."})
    void other_pieces_and_codecs_hold_as_well(String pieces, String codec, String name) throws IOException {
        Path root = streams(FILMS.film(folder.resolve("film.mkv"), "640x360", 2.2),
                Map.of("pieces", pieces, "video_codec", codec, "segment_seconds", 1, "speed", "veryfast"));
        String master = Files.readString(root.resolve("master.m3u8"));
        assertTrue(master.contains("CODECS=\"" + name), master);
        assertEquals(pieces.equals("cmaf"), Files.exists(root.resolve("manifest.mpd")));
        assertEquals(2.2, FFMPEG.probe(root.resolve("preview.mp4")).seconds(), 0.1);
        JsonNode sound = new ObjectMapper().readTree(root.resolve("report.json").toFile()).path("sounds").path(0);
        assertTrue(sound.path("average_bandwidth").asInt() < 110_000, sound::toString);
    }

    @Test
    void films_of_any_make_come_out_right() throws IOException {
        Path turned = FILMS.make(folder.resolve("turned.mp4"), "-display_rotation", "90", "-i",
                Ffmpeg.file(sample(folder)),
                "-c", "copy");
        assertEquals(List.of(180, 320), face(turned));
        Path squeezed = FILMS.make(folder.resolve("dv.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=180x144:d=0.5,setsar=64/45",
                "-c:v", "ffv1");
        assertEquals(List.of(256, 144), face(squeezed));
        Path odd = FILMS.make(folder.resolve("odd.mkv"), "-f", "lavfi", "-i", "testsrc2=s=161x91:d=0.5,format=yuv444p",
                "-pix_fmt", "yuv444p10le", "-c:v", "ffv1");
        assertEquals(List.of(161, 91), size(odd));
        assertEquals(List.of(160, 90), face(odd));
        Path hdr = FILMS.make(folder.resolve("hdr.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=160x90:d=0.5,format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv",
                "-c:v", "ffv1");
        assertEquals(List.of(160, 90), face(hdr));
        assertTrue(run.notes().toString().contains("HDR"), run.notes()::toString);
        Path uneven = FILMS.make(folder.resolve("vfr.mkv"), "-f", "lavfi", "-i",
                "testsrc2=s=160x90:r=30:d=0.9,select='not(eq(mod(n,7),3))'", "-fps_mode", "vfr", "-c:v", "ffv1");
        assertEquals(List.of(160, 90), face(uneven));
        Path loud = FILMS.make(folder.resolve("surround.mkv"), "-f", "lavfi", "-i", "testsrc2=s=160x90:d=0.5", "-f",
                "lavfi", "-i", "anoisesrc=d=0.5:r=8000,aformat=channel_layouts=7.1", "-c:v", "ffv1", "-c:a", "flac");
        assertEquals(List.of(160, 90), face(loud));
        assertEquals(List.of(320, 180), face(Files.copy(sample(folder), folder.resolve("100% %05d.mp4"))));
    }

    @Test
    void a_folder_that_ffmpeg_takes_for_a_pattern_is_refused_and_other_percent_signs_do_no_harm() throws IOException {
        Path fine = Files.createDirectory(folder.resolve("100% sure"));
        assertTrue(Files.exists(root(in(fine)).resolve("sprite-01.jpg")));
        Path wrong = Files.createDirectory(folder.resolve("100%d"));
        assertEquals("abr.folder-name", assertThrows(ProcessingException.class, () -> in(wrong)).code());
    }

    private Result in(Path scratch) throws IOException {
        return new AbrProcessor(FFMPEG).process(new Request<>(List.of(sample(folder)), Params.DEFAULTS, 0),
                new FakeRun(scratch));
    }

    @Test
    void what_cannot_be_streamed_is_refused_with_a_sentence() throws IOException {
        Path sound = SampleMedia.wav(folder, 0.3);
        Path small = FILMS.make(folder.resolve("small.mkv"), "-f", "lavfi", "-i", "testsrc2=s=4x6:d=0.2", "-c:v",
                "ffv1");
        Path text = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n");
        byte[] bytes = Files.readAllBytes(FILMS.film(folder.resolve("whole.mp4"), "320x180", 0.9));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Map.of(sound, "abr.no-film", small, "abr.too-small", text, "media.unknown-format", cut, "media.broken")
                .forEach((file, code) -> {
                    var e = assertThrows(ProcessingException.class, () -> process(file, Map.of()));
                    assertEquals(code, e.code(), e.message());
                    assertTrue(e.message().contains(file.getFileName().toString()), e.message());
                    assertFalse(e.advice().isBlank());
                });
    }

    @Test
    void a_film_whose_end_is_missing_is_no_success() throws IOException {
        Path film = FILMS.make(folder.resolve("front.mp4"), "-f", "lavfi", "-i", "testsrc2=s=320x180:d=3", "-c:v",
                "libopenh264", "-movflags", "+faststart");
        byte[] bytes = Files.readAllBytes(film);
        Path cut = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        var e = assertThrows(ProcessingException.class, () -> process(cut, Map.of()));
        assertTrue(List.of("abr.self-check", "media.broken").contains(e.code()), e.code());
    }

    @Test
    void sizes_that_the_encoder_of_av1_hangs_on_are_left_out_and_a_film_of_none_else_refused() throws IOException {
        Path small = FILMS.make(folder.resolve("small.mkv"), "-f", "lavfi", "-i", "testsrc2=s=96x48:d=0.2", "-c:v",
                "ffv1");
        var e = assertThrows(ProcessingException.class, () -> process(small, Map.of("video_codec", "av1")));
        assertEquals("abr.too-small", e.code());
        assertTrue(e.message().endsWith("takes no edge below 64."), e.message());
        Path wide = FILMS.make(folder.resolve("wide.mkv"), "-f", "lavfi", "-i", "testsrc2=s=960x96:d=0.2", "-c:v",
                "ffv1");
        // the smallest would have 42 lines
        assertEquals("360p, 480p, 96p", process(wide, Map.of("video_codec", "av1")).facts().get("sizes"));
    }

    @Test
    void contradictions_are_refused_before_anything_starts() {
        assertEquals("abr.not-in-ts", refusal(Map.of("pieces", "ts", "video_codec", "av1")));
        assertEquals("abr.no-key", refusal(Map.of("key_uri", "https://keys.example/1")));
        assertEquals("parameter.malformed", refusal(Map.of("encrypt", true, "key_uri", "x\"\n#EXT")));
    }

    @Test
    void calm_films_get_less_than_wild_ones() throws IOException {
        Path calm = FILMS.make(folder.resolve("calm.mkv"), "-f", "lavfi", "-i", "color=gray:s=640x360:d=0.8", "-c:v",
                "ffv1");
        Path wild = FILMS.make(folder.resolve("wild.mkv"), "-f", "lavfi", "-i",
                "nullsrc=s=640x360:d=0.8,geq=random(1)*255:128:128", "-c:v", "ffv1");
        assertEquals("0.00", process(calm, Map.of("content_aware", true)).facts().get("demand"));
        assertEquals("1.00", process(wild, Map.of("content_aware", true)).facts().get("demand"));
    }

    @Test
    void a_poster_small_pictures_and_a_page_go_with_it() throws IOException {
        Path root = streams(FILMS.film(folder.resolve("film.mkv"), "640x360", 1.2), Map.of());
        assertEquals(List.of(640, 360), pictureSize(root.resolve("poster.jpg")));
        assertEquals(List.of(1600, 180), pictureSize(root.resolve("sprite-01.jpg")));
        String times = Files.readString(root.resolve("thumbnails.vtt"));
        assertTrue(times.startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:00.062\nsprite-01.jpg#xywh=0,0,160,90\n"), times);
        assertEquals(20, times.split("sprite-").length - 1);
        assertTrue(Files.readString(root.resolve("index.html")).contains("<title>film.mkv</title>"));
    }

    private static List<Integer> pictureSize(Path file) throws IOException {
        var image = javax.imageio.ImageIO.read(file.toFile());
        return List.of(image.getWidth(), image.getHeight());
    }

    private String refusal(Map<String, Object> values) {
        return assertThrows(ProcessingException.class,
                () -> read(values)).code();
    }

    private Path streams(Path film, Map<String, Object> values) throws IOException {
        return root(process(film, values));
    }

    private List<Integer> face(Path film) throws IOException {
        return size(streams(film, Map.of("stills", false)).resolve("preview.mp4"));
    }

    private static Path root(Result result) {
        Output output = result.outputs().getFirst();
        return output.folder().orElseThrow();
    }

    private static List<Integer> size(Path file) {
        MediaInfo info = FFMPEG.probe(file);
        return List.of(info.video().orElseThrow().width(), info.video().orElseThrow().height());
    }

    /** How long a list plays, by ffmpeg. */
    private double played(Path list) throws IOException {
        Path copy = folder.resolve("played.mkv");
        FILMS.make(copy, "-f", "hls", "-i", Ffmpeg.file(list), "-c", "copy");
        return FFMPEG.probe(copy).seconds();
    }

    /** As a player that has the key. */
    private static String opened(Path piece, byte[] key, String vector) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(HexFormat.of().parseHex(vector)));
            return new String(cipher.doFinal(Files.readAllBytes(piece)), 0, 16, StandardCharsets.ISO_8859_1);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Sizes that ffmpeg finds behind a manifest. */
    /** As one file, which a probe takes for a film. */
    private List<Integer> shown(Path track) throws IOException {
        Path file = folder.resolve("track.mp4");
        FFMPEG.run(List.of("-copyts", "-f", "hls", "-i", Ffmpeg.file(track.resolve(Presentation.LIST)), "-c", "copy",
                Ffmpeg.file(
                        file)),
                0, new FakeRun(folder));
        return size(file);
    }

    private List<String> sizes(String format, Path manifest) throws IOException {
        List<String> words = FFMPEG.report(List.of("-f", format, "-i", Ffmpeg.file(manifest), "-map", "0:v", "-c",
                "copy", "-f", "null", "-"), 0, new FakeRun(folder));
        return words.stream().filter(l -> l.contains("Stream #0:") && l.contains("Video:"))
                .map(l -> l.replaceAll(".*?(\\d{2,5}x\\d{2,5}).*", "$1")).distinct().sorted().limit(2).toList();
    }

    /** Time of the first frame of which a filter says more than a threshold. */
    private double onset(Path track, String filter, String key, double threshold) throws IOException {
        Path said = folder.resolve("said.txt");
        String graph = filter + ":file='" + said + "'";
        FFMPEG.run(List.of("-copyts", "-f", "hls", "-i", Ffmpeg.file(track.resolve(Presentation.LIST)),
                filter.startsWith("a") ? "-af" : "-vf", graph, "-f", "null", "-"), 0, new FakeRun(folder));
        Optional<String> time = Optional.empty();
        for (String line : Files.readAllLines(said)) {
            if (line.startsWith("frame:")) {
                time = Optional.of(line.replaceAll(".*pts_time:", "").strip());
            } else if (line.startsWith(key) && number(line.substring(key.length())) > threshold) {
                return Double.parseDouble(time.orElseThrow());
            }
        }
        throw new AssertionError("nothing above " + threshold);
    }

    private static double number(String text) {
        return text.contains("inf") || text.contains("nan") ? -1000 : Double.parseDouble(text);
    }
}
