package org.podstudio.processors.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Request;
import org.podstudio.api.Survey;
import org.podstudio.api.parameters.ParameterSet;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.Unattended;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.testkit.FakeRun;
import org.podstudio.testkit.SampleMedia;

@Timeout(120)
class AlbumTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg();
    private static final LoudnessMeter METER = new LoudnessMeter(FFMPEG);

    @TempDir
    Path folder = Path.of("");

    private final NormalizeProcessor processor = new NormalizeProcessor(FFMPEG, METER, new Leveller(FFMPEG));

    @Test
    void pieces_keep_their_distance_and_together_reach_the_target() throws IOException {
        List<Path> pieces = List.of(noise("loud.wav", 0.3, 1), noise("middle.flac", 0.1, 2), noise("soft.wav", 0.03,
                3));
        List<Path> levelled = levelled(pieces, album(-16, -1));
        assertArrayEquals(distances(pieces), distances(levelled), 0.05);
        assertEquals(-16, together(levelled), 0.5);
        assertPeaksBelow(-1, levelled);
    }

    @Test
    void a_piece_whose_peaks_are_held_keeps_its_distance_too() throws IOException {
        Path bursts = make("bursts.wav", "-filter_complex", "anoisesrc=d=6:c=pink:a=0.15:seed=3:r=48000[n];"
                + "aevalsrc='0.7*sin(2*PI*900*t)*lt(mod(t,1),0.001)':d=6:s=48000[b];[n][b]amix=2:normalize=0");
        List<Path> pieces = List.of(bursts, noise("calm.wav", 0.08, 1));
        List<Path> levelled = levelled(pieces, album(-24, -1));
        double gain = -24 - together(pieces);
        assertTrue(METER.measure(bursts, new FakeRun(folder)).loudness().truePeakDbtp() + gain > 1, "much is held");
        assertArrayEquals(distances(pieces), distances(levelled), 0.05);
        assertEquals(-24, together(levelled), 0.5);
        assertPeaksBelow(-1, levelled);
    }

    @Test
    void without_a_limiter_all_stop_at_the_highest_peak_of_all() throws IOException {
        List<Path> pieces = List.of(noise("loud.wav", 0.4, 1), noise("soft.wav", 0.05, 2));
        Params hard = read(Map.of("mode", "album", "target_lufs", -8, "limiter", false));
        List<Path> levelled = levelled(pieces, hard);
        assertArrayEquals(distances(pieces), distances(levelled), 0.05);
        assertPeaksBelow(-1, levelled);
        assertEquals(-1, METER.measure(levelled.getFirst(), new FakeRun(folder)).loudness().truePeakDbtp(), 0.1);
    }

    @Test
    void is_gated_as_one_sound() throws IOException {
        Path loud = noise("loud.wav", 0.3, 1);
        Path far = noise("far.wav", 0.002, 2); // more than 10 LU below: it does not count
        double alone = METER.measure(loud, new FakeRun(folder)).loudness().integratedLufs();
        assertEquals(alone, survey(album(-16, -1)).over(List.of(loud, far), Unattended.RUN).albumLufs().orElseThrow(),
                0.02);
    }

    @Test
    void silence_and_film_without_sound_are_no_pieces() throws IOException {
        Path noise = noise("noise.wav", 0.1, 1);
        Path silence = make("silence.wav", "-f", "lavfi", "-i", "anullsrc=d=2");
        Path mute = make("mute.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:d=1", "-c:v", "libopenh264");
        Survey<Params> survey = survey(album(-16, -1));
        assertEquals(survey.over(List.of(noise), Unattended.RUN),
                survey.over(List.of(silence, noise, mute), Unattended.RUN));
        Path unchanged = levelled(List.of(silence), album(-16, -1)).getFirst();
        assertArrayEquals(Files.readAllBytes(silence), Files.readAllBytes(unchanged));
    }

    @Test
    void one_that_cannot_be_read_is_named() throws IOException {
        Path song = make("song.m4a", "-i", Ffmpeg.file(SampleMedia.wav(folder, 2)));
        byte[] bytes = Files.readAllBytes(song);
        Path cut = Files.write(folder.resolve("cut.m4a"), Arrays.copyOf(bytes, bytes.length / 2));
        var e = assertThrows(ProcessingException.class,
                () -> survey(album(-16, -1)).over(List.of(song, cut), Unattended.RUN));
        assertEquals("media.broken", e.code());
        assertTrue(e.message().startsWith("The album cannot be measured as a whole. cut.m4a"), e.message());
    }

    @Test
    void is_asked_for_once_and_then_known() throws IOException {
        assertEquals(Optional.empty(), processor.survey(Params.DEFAULTS));
        Params known = survey(album(-16, -1)).over(List.of(noise("noise.wav", 0.1, 1)), Unattended.RUN);
        assertEquals(Optional.empty(), processor.survey(known));
    }

    @Test
    void a_file_is_measured_again_when_it_was_changed() throws IOException {
        Path file = noise("noise.wav", 0.1, 1);
        Survey<Params> survey = survey(album(-16, -1));
        Params before = survey.over(List.of(file), Unattended.RUN);
        FileTime then = Files.getLastModifiedTime(file);
        Files.write(file, Files.readAllBytes(noise("louder.wav", 0.2, 1)));
        Files.setLastModifiedTime(file, then);
        assertEquals(before, survey.over(List.of(file), Unattended.RUN),
                "it is not measured again, for it looks the same");
        Files.setLastModifiedTime(file, FileTime.fromMillis(then.toMillis() + 2000));
        assertEquals(6,
                survey.over(List.of(file), Unattended.RUN).albumLufs().orElseThrow() - before.albumLufs().orElseThrow(),
                0.1);
    }

    @Test
    void a_large_album_is_remembered_as_a_whole() throws IOException {
        List<Path> songs = new ArrayList<>(List.of(noise("noise.wav", 0.1, 1)));
        for (int i = 1; i < 70; i++) {
            songs.add(Files.copy(songs.getFirst(), folder.resolve("noise" + i + ".wav")));
        }
        Survey<Params> survey = survey(album(-16, -1));
        Params before = survey.over(songs, Unattended.RUN);
        byte[] louder = Files.readAllBytes(noise("louder.wav", 0.5, 1));
        for (Path song : songs) {
            FileTime then = Files.getLastModifiedTime(song);
            Files.write(song, louder);
            Files.setLastModifiedTime(song, then);
        }
        assertEquals(before, survey.over(songs, Unattended.RUN), "none is measured again, for all look the same");
    }

    @Test
    void tells_how_much_of_the_album_is_measured() throws IOException {
        List<Path> songs = List.of(noise("one.flac", 0.1, 1), noise("two.flac", 0.1, 2));
        survey(album(-16, -1)).over(songs.subList(0, 1), Unattended.RUN);
        FakeRun run = new FakeRun(folder);
        survey(album(-16, -1)).over(songs, run);
        List<Double> told = run.progressSeen();
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(0.5, told.getFirst(), "the first is known already");
        assertEquals(1, told.getLast());
        assertTrue(told.stream().anyMatch(f -> f > 0.5 && f < 1), told::toString);
    }

    @Test
    void measuring_ends_when_it_is_canceled() {
        Path song = noise("song.flac", 0.1, 1);
        FakeRun run = new FakeRun(folder).cancelAt(0.1);
        assertThrows(CanceledException.class, () -> survey(album(-16, -1)).over(List.of(song), run));
    }

    private static Params album(double lufs, double dbtp) {
        return read(Map.of("mode", "album", "target_lufs", lufs, "true_peak_dbtp", dbtp));
    }

    private static Params read(Map<String, Object> values) {
        return ParameterSet.of(Params.DEFAULTS).read(values);
    }

    private Survey<Params> survey(Params parameters) {
        return processor.survey(parameters).orElseThrow();
    }

    private List<Path> levelled(List<Path> pieces, Params parameters) throws IOException {
        Params known = survey(parameters).over(pieces, Unattended.RUN);
        List<Path> made = new ArrayList<>();
        for (Path piece : pieces) {
            FakeRun run = new FakeRun(Files.createTempDirectory(folder, "scratch"));
            made.add(processor.process(new Request<>(List.of(piece), known, 0), run).outputs().getFirst().file());
        }
        return made;
    }

    /** Of each piece from the first one, LU. */
    private double[] distances(List<Path> pieces) throws IOException {
        double[] lufs = new double[pieces.size()];
        for (int i = 0; i < lufs.length; i++) {
            lufs[i] = METER.measure(pieces.get(i), new FakeRun(folder)).loudness().integratedLufs();
        }
        return Arrays.stream(lufs).map(value -> value - lufs[0]).toArray();
    }

    /** By another meter, one after the other. */
    private double together(List<Path> pieces) {
        List<String> words = new ArrayList<>();
        pieces.forEach(piece -> words.addAll(List.of("-i", Ffmpeg.file(piece))));
        words.addAll(List.of("-filter_complex", "concat=n=" + pieces.size() + ":v=0:a=1"));
        Path all = make("all" + pieces.size() + ".wav", words.toArray(String[]::new));
        return METER.reference(all, false, new FakeRun(folder)).integratedLufs();
    }

    private void assertPeaksBelow(double dbtp, List<Path> pieces) {
        for (Path piece : pieces) {
            Loudness measured = METER.reference(piece, true, new FakeRun(folder));
            assertTrue(measured.truePeakDbtp() <= dbtp + 0.1, piece + ": " + measured);
        }
    }

    private Path noise(String name, double level, int seed) {
        return make(name, "-f", "lavfi", "-i", "anoisesrc=d=4:c=pink:a=" + level + ":seed=" + seed + ":r=48000");
    }

    private Path make(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(Ffmpeg.file(file));
        FFMPEG.run(words, 0, new FakeRun(folder));
        return file;
    }
}
