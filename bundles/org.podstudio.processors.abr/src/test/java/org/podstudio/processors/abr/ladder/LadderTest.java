package org.podstudio.processors.abr.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1920x1080 | 426x240 640x360 854x480 1280x720 1920x1080",
            "3840x2160 | 426x240 640x360 854x480 1280x720 1920x1080 2560x1440",
            "1080x1920 | 240x426 360x640 480x854 720x1280 1080x1920",
            "1920x800  | 426x178 640x266 854x356 1280x534 1920x800",
            "1440x1080 | 320x240 480x360 640x480 960x720 1440x1080",
            "1000x562  | 426x240 640x360 854x480 1000x562",
            "1300x730  | 426x240 640x360 854x480 1300x730",
            "720x576   | 300x240 450x360 600x480 720x576",
            "641x361   | 426x240 640x360",
            "321x241   | 320x240",
            "100x60    | 100x60",
            "17x33     | 16x32"})
    void is_cut_to_the_shape_and_size_of_the_film(String film, String sizes) {
        String[] edges = film.split("x");
        Ladder ladder = ladder(Integer.parseInt(edges[0]), Integer.parseInt(edges[1]), 30);
        assertEquals(List.of(sizes.split(" ")),
                ladder.rungs().stream().map(rung -> rung.width() + "x" + rung.height()).toList());
    }

    @Test
    void nothing_smaller_than_encoders_take() {
        assertEquals(Optional.empty(), Ladder.of(new Source(3, 5, 25, "h264", 0), 1440, 4, 0.5));
        assertEquals(Optional.empty(), Ladder.of(new Source(1000, 8, 25, "h264", 0), 1440, 4, 0.5));
    }

    @Test
    void never_above_the_film_in_size_rate_or_bits_whatever_it_is() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Source film = new Source(16 + random.nextInt(5000), 16 + random.nextInt(3000), random.nextDouble() * 130,
                    "h264", random.nextInt(20_000));
            Ladder ladder = Ladder.of(film, 240 + random.nextInt(1200), 1 + random.nextInt(11), random.nextDouble())
                    .orElseThrow();
            Rung before = null;
            for (Rung rung : ladder.rungs()) {
                assertTrue(rung.width() <= film.width() && rung.height() <= film.height(), film + " " + rung);
                assertTrue(rung.width() % 2 == 0 && rung.height() % 2 == 0, rung::toString);
                assertTrue(rung.rate().fps() <= Math.max(1, film.fps()) * 1.001, film + " " + rung);
                assertTrue(film.kbps() == 0 || rung.kbps() <= Math.max(60, film.kbps()), film + " " + rung);
                assertTrue(before == null || rung.pixels() > before.pixels() && rung.kbps() >= before.kbps() * 0.99,
                        ladder::toString);
                assertEquals(ladder.segmentSeconds(), rung.rate().seconds(ladder.segmentFrames(rung)), 1e-9);
                before = rung;
            }
            assertEquals(ladder.rungs().size(), ladder.rungs().stream().map(Rung::name).distinct().count());
        }
    }

    @Test
    void rates_of_a_usual_film_are_within_those_of_the_tiers() {
        assertEquals(List.of(400, 650, 1000, 2250, 4500),
                ladder(1920, 1080, 30).rungs().stream().map(Rung::kbps).toList());
        assertEquals(List.of(300, 500, 800, 1500, 3000), Ladder.of(new Source(1920, 1080, 25, "h264", 0), 1440, 4, 0)
                .orElseThrow().rungs().stream().map(Rung::kbps).toList());
        assertEquals(List.of(500, 800, 1200, 3000, 6000), Ladder.of(new Source(1920, 1080, 25, "h264", 0), 1440, 4, 1)
                .orElseThrow().rungs().stream().map(Rung::kbps).toList());
    }

    @Test
    void fast_films_have_half_the_rate_at_small_sizes_and_meet_at_the_same_times() {
        Ladder ladder = ladder(1280, 720, 59.94);
        assertEquals(List.of("30000/1001", "30000/1001", "60000/1001", "60000/1001"),
                ladder.rungs().stream().map(rung -> rung.rate().toString()).toList());
        assertEquals(240, ladder.segmentFrames());
        assertEquals(4.004, ladder.segmentSeconds(), 1e-9);
    }

    @Test
    void of_a_very_wide_film_the_sizes_are_left_that_the_encoder_takes() {
        Ladder wide = ladder(2560, 256, 25);
        assertEquals(42, wide.rungs().getFirst().height());
        assertEquals(wide.rungs().stream().filter(rung -> rung.height() >= 64).toList(),
                wide.from(64).orElseThrow().rungs());
        assertEquals(wide.segmentFrames(), wide.from(64).orElseThrow().segmentFrames());
        assertTrue(wide.from(300).isEmpty());
    }

    @Test
    void the_largest_size_can_be_limited() {
        assertEquals("480p", Ladder.of(new Source(1920, 1080, 25, "h264", 0), 700, 4, 0.5).orElseThrow().top().name());
    }

    @ParameterizedTest
    @CsvSource({"29.97,30000/1001", "23.976,24000/1001", "25,25", "0,25", "NaN,25", "240,120", "12.5,12500/1000",
            "0.0001,1/1000", "59.9401,60000/1001"})
    void rates_are_fractions(double fps, String rate) {
        assertEquals(rate, Rate.of(fps).toString());
    }

    private static Ladder ladder(int width, int height, double fps) {
        return Ladder.of(new Source(width, height, fps, "h264", 0), 1440, 4, 0.5).orElseThrow();
    }
}
