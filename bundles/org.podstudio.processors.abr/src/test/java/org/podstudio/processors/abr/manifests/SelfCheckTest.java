package org.podstudio.processors.abr.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.processors.abr.ladder.Rate;
import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.manifests.Presentation.Label;
import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Sound;
import org.podstudio.processors.abr.manifests.Presentation.Text;
import org.podstudio.processors.abr.segments.Segment;
import org.podstudio.processors.abr.segments.Stream;

/** Each thing that can be wrong with a film in pieces is made wrong, and must be found by its rule. */
class SelfCheckTest {

    private static final Label ENGLISH = new Label(Optional.of("en"), "Tom & \"Jerry\"", true);
    private static final Label GERMAN = new Label(Optional.of("de"), "Deutsch", false);

    @TempDir
    Path root = Path.of("");

    @Test
    void what_was_written_holds() throws IOException {
        Report report = check(film());
        assertEquals(Optional.empty(), report.broken());
        assertEquals(8, report.findings().size());
        report.write(film());
        assertTrue(Files.readString(root.resolve("report.txt")).startsWith("Everything holds."));
        assertTrue(Files.readString(root.resolve("report.json")).contains("\"holds\" : true"));
    }

    @Test
    void the_lists_say_what_players_want_to_know() throws IOException {
        check(film());
        List<String> master = Files.readAllLines(root.resolve("master.m3u8"));
        assertTrue(
                master.contains("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound-64\",NAME=\"Tom & 'Jerry'\",LANGUAGE=\"en\","
                        + "DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"audio/1-64/playlist.m3u8\""),
                master::toString);
        assertTrue(master.contains("#EXT-X-STREAM-INF:BANDWIDTH=1010,AVERAGE-BANDWIDTH=1000,"
                + "CODECS=\"avc1.64001e,mp4a.40.2\",RESOLUTION=640x360,FRAME-RATE=30.000,AUDIO=\"sound-96\",SUBTITLES=\"text\""),
                master::toString);
        List<String> list = Files.readAllLines(root.resolve("video/360p/playlist.m3u8"));
        assertEquals(List.of("#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:0",
                "#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-MAP:URI=\"init.mp4\"", "#EXTINF:4.000000,", "00000.m4s",
                "#EXTINF:4.000000,", "00001.m4s", "#EXT-X-ENDLIST"), list);
        String mpd = Files.readString(root.resolve("manifest.mpd"));
        assertTrue(mpd.contains("<S t=\"0\" d=\"4000\" r=\"1\"/>"), mpd);
        assertTrue(mpd.contains("<Label>Tom &amp; &quot;Jerry&quot;</Label>"), mpd);
    }

    @Test
    void segments_that_do_not_meet_are_found() throws IOException {
        assertBroken("begin within a frame", pieces -> List.of(pieces.get(0), later(pieces.get(1), 40)));
        assertBroken("begin within a frame", pieces -> List.of(pieces.get(0)));
        assertBroken("begins with a key frame", pieces -> List.of(pieces.get(0), unkeyed(pieces.get(1))));
        assertBroken("last equally long", pieces -> List.of(pieces.get(0), lasting(pieces.get(1), 3900)));
        assertBroken("no track has a gap", pieces -> List.of(lasting(pieces.get(0), 3900),
                lasting(pieces.get(1), 4100)));
        assertBroken("more than it may", pieces -> pieces.stream().map(s -> heavy(s, 900_000)).toList());
    }

    @Test
    void a_film_that_is_cut_short_is_found() throws IOException {
        Presentation film = film();
        write(film);
        Report report = new Report();
        new SelfCheck(film, report).run(Optional.of(9.0), true);
        assertTrue(report.broken().orElseThrow().rule().contains("nothing of the film is missing"));
    }

    @Test
    void lists_that_lie_are_found() throws IOException {
        assertLie("video/360p/playlist.m3u8", "#EXTINF:4.000000,\n00001", "#EXTINF:3.000000,\n00001", "lasts 3.0");
        assertLie("video/360p/playlist.m3u8", "00000.m4s", "00001.m4s", "out of order");
        assertLie("video/360p/playlist.m3u8", "00001.m4s", "00002.m4s", "not there");
        assertLie("video/360p/playlist.m3u8", "00001.m4s", "http://example.org/x", "not in the film's folder");
        assertLie("video/360p/playlist.m3u8", "00001.m4s", "../../../x", "not in the film's folder");
        assertLie("video/360p/playlist.m3u8", "00001.m4s", "/etc/passwd", "not in the film's folder");
        assertLie("video/360p/playlist.m3u8", "#EXT-X-ENDLIST", "", "does not say that it ends");
        assertLie("video/360p/playlist.m3u8", "#EXTM3U", "#EXTM4U", "does not begin");
        assertLie("video/360p/playlist.m3u8", "TARGETDURATION:4", "TARGETDURATION:3", "longer than it says");
        assertLie("master.m3u8", "BANDWIDTH=1010", "BANDWIDTH=900", "says 900 bit/s at most");
        assertLie("master.m3u8", "AVERAGE-BANDWIDTH=1000", "AVERAGE-BANDWIDTH=500", "on average");
        assertLie("master.m3u8", "avc1.64001e", "avc1.42001e", "says it is avc1.42001e");
        assertLie("master.m3u8", "RESOLUTION=640x360", "RESOLUTION=640x350", "another size");
        assertLie("manifest.mpd", "r=\"1\"", "r=\"2\"", "not there");
        assertLie("manifest.mpd", "d=\"4000\"", "d=\"4001\"", "another time");
        assertLie("manifest.mpd", "avc1.64001e", "avc1.42001e", "says it is avc1.42001e");
        assertLie("manifest.mpd", "</Period>", "", "no manifest");
        assertLie("manifest.mpd", "<MPD", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><MPD",
                "no manifest");
    }

    @Test
    void a_locked_film_has_its_key_in_one_file_and_a_vector_for_each_piece() throws IOException {
        Presentation film = film();
        write(film);
        byte[] before = Files.readAllBytes(root.resolve("video/360p/00000.m4s"));
        Lock lock = Lock.make(root, "");
        lock.lock(film.tracks().stream().flatMap(t -> t.stream().segments().stream()).map(Segment::file).toList(),
                () -> {});
        new HlsWriter(film, Optional.of(lock)).write();
        Playlist list = Playlist.read(root.resolve("video/360p/playlist.m3u8"));
        List<String> vectors = list.entries().stream()
                .map(e -> Playlist.attributes(e.tags().get("EXT-X-KEY")).get("IV")).distinct().toList();
        assertEquals(2, vectors.size());
        assertTrue(Files.readString(list.file()).indexOf("EXT-X-MAP") < Files.readString(list.file())
                .indexOf("EXT-X-KEY"), "what comes first is not locked");
        byte[] key = Files.readAllBytes(list.resolve(Playlist.attributes(list.entries().getFirst().tags()
                .get("EXT-X-KEY")).get("URI"), root));
        assertEquals(16, key.length);
        Path piece = list.resolve("00000.m4s", root);
        assertEquals(before.length / 16 * 16 + 16, Files.size(piece));
        Path plain = Files.write(root.resolve("plain"), before);
        assertEquals(hex(sha256(plain)), hex(Lock.opened(piece, key,
                java.util.HexFormat.of().parseHex(vectors.getFirst().substring(2)))));
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private void assertBroken(String rule, UnaryOperator<List<Segment>> change) throws IOException {
        Presentation film = film();
        Picture large = film.pictures().getLast();
        Picture wrong = new Picture(large.folder(), large.rung(), new Stream(large.stream().init(),
                change.apply(large.stream().segments()), large.stream().timescale(), large.stream().codecs()));
        Report report = check(new Presentation(root, List.of(film.pictures().getFirst(), wrong), film.sounds(),
                film.texts(), 4));
        assertTrue(report.findings().stream().anyMatch(f -> !f.holds() && f.rule().contains(rule)), report.findings()
                .toString());
    }

    private void assertLie(String file, String truth, String lie, String found) throws IOException {
        Presentation film = film();
        write(film);
        Path list = root.resolve(file);
        String text = Files.readString(list);
        assertTrue(text.contains(truth), text);
        Files.writeString(list, text.replace(truth, lie));
        Report report = new Report();
        new SelfCheck(film, report).run(Optional.of(8.0), true);
        assertTrue(report.broken().map(Report.Finding::detail).orElse("").contains(found),
                lie + ": " + report.findings());
    }

    private Report check(Presentation film) throws IOException {
        write(film);
        Report report = new Report();
        new SelfCheck(film, report).run(Optional.of(8.0), true);
        return report;
    }

    private static void write(Presentation film) throws IOException {
        new HlsWriter(film, Optional.empty()).write();
        new DashWriter(film).write();
    }

    private Presentation film() throws IOException {
        Rung small = new Rung("240p", 426, 240, new Rate(30, 1), 1, 64);
        Rung large = new Rung("360p", 640, 360, new Rate(30, 1), 1, 96);
        Path text = root.resolve("text/1.vtt");
        Files.createDirectories(text.getParent());
        Files.writeString(text, "WEBVTT\n");
        List<Sound> sounds = new ArrayList<>();
        for (int kbps : List.of(64, 96)) {
            sounds.add(sound(1, kbps, ENGLISH));
            sounds.add(sound(2, kbps, GERMAN));
        }
        return new Presentation(root,
                List.of(new Picture("video/240p", small, stream("video/240p", "avc1.640015", 200)),
                        new Picture("video/360p", large, stream("video/360p", "avc1.64001e", 400))),
                sounds, List.of(new Text("text/1.vtt", ENGLISH, false)), 4);
    }

    private Sound sound(int number, int kbps, Label label) throws IOException {
        String folder = "audio/" + number + "-" + kbps;
        return new Sound(folder, "sound-" + kbps, kbps, label, 2, 48_000, stream(folder, "mp4a.40.2", 100));
    }

    /** Two pieces of four seconds, the second with 10 bits a second more. */
    private Stream stream(String folder, String codecs, int bytes) throws IOException {
        Path in = Files.createDirectories(root.resolve(folder));
        Path init = Files.writeString(in.resolve("init.mp4"), "init");
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int size = folder.startsWith("video") ? bytes + (i == 0 ? -5 : 5) : bytes;
            Path file = Files.write(in.resolve("%05d.m4s".formatted(i)), new byte[size]);
            segments.add(new Segment(file, i * 4000L, i * 4000L, 4000, true, size));
        }
        return new Stream(Optional.of(init), segments, 1000, codecs);
    }

    private static Segment later(Segment s, long ticks) {
        return new Segment(s.file(), s.start() + ticks, s.decoded(), s.ticks(), s.key(), s.bytes());
    }

    private static Segment unkeyed(Segment s) {
        return new Segment(s.file(), s.start(), s.decoded(), s.ticks(), false, s.bytes());
    }

    private static Segment lasting(Segment s, long ticks) {
        return new Segment(s.file(), s.start(), s.decoded(), ticks, s.key(), s.bytes());
    }

    private static Segment heavy(Segment s, long bytes) {
        return new Segment(s.file(), s.start(), s.decoded(), s.ticks(), s.key(), bytes);
    }
}
