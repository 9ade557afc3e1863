package org.podstudio.processors.stabilize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.CanceledException;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Formats;
import org.podstudio.processors.stabilize.Choice.Left;
import org.podstudio.processors.stabilize.StabilizeProcessor.Steadied;
import org.podstudio.processors.stabilize.Tracker.Move;
import org.podstudio.testkit.FakeRun;

/** Without any vidstab. */
class ChoiceTest {

    private final FakeRun run = new FakeRun(Path.of("unused"));

    /** What theirs leaves, whether the source was blind, what is promised. */
    @ParameterizedTest
    @CsvSource({"8,false,1,true", "2,false,1.1,false", "0.4,false,0,false", "8,true,1,false"})
    void a_second_attempt_is_made_where_much_more_is_left_than_could_be(double theirs, boolean unseen, double promised,
            boolean doubts) {
        assertEquals(doubts, Choice.doubts(left(theirs, false, 8), unseen, new Shake(promised)));
    }

    /** What ours leaves, blind, bits; what theirs leaves, bits. */
    @ParameterizedTest
    @CsvSource({"1,false,8,2,8,true", "2,false,8,1,8,false", "1,true,8,2,8,false", "1,false,10,1.5,8,true",
            "2,false,8,3,10,false", "1,false,8,8,10,true"})
    void the_steadier_film_is_kept_unless_it_loses_bits_for_little(double ours, boolean blind, int bits, double theirs,
            int theirBits, boolean prefers) {
        assertEquals(prefers, Choice.prefers(left(ours, blind, bits), left(theirs, false, theirBits)));
    }

    @Test
    void a_second_attempt_that_fails_leaves_the_first_with_a_note() throws Exception {
        Steadied theirs = steadied(8);
        assertSame(theirs, StabilizeProcessor.better(theirs, () -> {
            throw ProcessingException.input("media.broken", "The disk is full.", "Make room.");
        }, run));
        assertTrue(run.notes().toString().contains("8.00 px") && run.notes().toString().contains("The disk is full."),
                run.notes()::toString);
        assertThrows(CanceledException.class, () -> StabilizeProcessor.better(theirs, () -> {
            throw new CanceledException();
        }, run));
    }

    @Test
    void a_second_attempt_that_is_steadier_is_kept_and_both_are_told() throws Exception {
        Steadied ours = steadied(1);
        assertSame(ours, StabilizeProcessor.better(steadied(8), () -> ours, run));
        assertEquals(List.of("vidstab leaves a shake of 8.00 px, PODStudio's own way 1.00 px: the latter is kept."), run
                .notes());
    }

    private static Left left(double pixels, boolean blind, int bits) {
        return new Left(new Shake(pixels), blind, bits);
    }

    private static Steadied steadied(double pixels) {
        Sight sight = new Sight(List.of(new Move(Motion.NONE, false)), new Times(List.of(), "1/25"), new Shake(pixels));
        return new Steadied(Path.of("film.mp4"), new Target(Formats.known().container("mp4"), "libx264", 8), sight, Map
                .of());
    }
}
