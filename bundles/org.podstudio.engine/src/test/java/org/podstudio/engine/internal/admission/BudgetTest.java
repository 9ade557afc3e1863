package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Needs;

class BudgetTest {

    private static final long GIB = 1L << 30;
    private final Budget budget = new Budget(new Capacity(4, 4 * GIB, 10 * GIB));

    @Test
    void several_share_eighty_percent_of_the_memory() {
        budget.take(memory(5 * GIB));
        assertTrue(budget.fits(memory(3 * GIB), GIB));
        assertFalse(budget.fits(memory(4 * GIB), GIB));
    }

    @Test
    void one_alone_may_have_it_all() {
        assertTrue(budget.fits(memory(10 * GIB), GIB));
        assertTrue(budget.refusal(memory(11 * GIB), GIB).isPresent());
    }

    @Test
    void heap_is_counted_apart() {
        assertEquals("engine.too-large", budget.refusal(new Needs(1, 5 * GIB, 0, 0, 0), GIB).orElseThrow().code());
    }

    @Test
    void cores_are_never_promised_twice() {
        budget.take(threads(3));
        assertFalse(budget.fits(threads(2), GIB));
        assertTrue(budget.fits(threads(1), GIB));
        budget.take(threads(1));
        assertTrue(budget.full());
    }

    @Test
    void who_wants_more_cores_than_there_are_gets_all() {
        assertTrue(budget.fits(threads(64), GIB));
        budget.take(threads(64));
        assertTrue(budget.full());
        budget.release(threads(64));
        assertFalse(budget.full());
    }

    @Test
    void scratch_that_is_promised_is_not_free_any_more() {
        budget.take(new Needs(1, 0, 0, 0, 5 * GIB));
        assertFalse(budget.fits(new Needs(1, 0, 0, 0, 5 * GIB), 10 * GIB));
    }

    @Test
    void a_full_disk_is_no_refusal_while_somebody_may_give_some_back() {
        Needs large = new Needs(1, 0, 0, 0, 11 * GIB);
        budget.take(threads(1));
        assertTrue(budget.refusal(large, 10 * GIB).isEmpty());
        assertFalse(budget.fits(large, 10 * GIB));
        budget.release(threads(1));
        assertTrue(budget.refusal(large, 10 * GIB).isPresent());
    }

    @Test
    void one_at_a_time_has_the_gpu() {
        budget.take(new Needs(1, 0, 0, 1, 0));
        assertFalse(budget.fits(new Needs(1, 0, 0, 1, 0), GIB));
        assertTrue(budget.fits(threads(1), GIB));
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        Needs most = memory(10 * GIB);
        budget.take(most);
        budget.release(most);
        assertTrue(budget.fits(most, GIB));
    }

    private static Needs memory(long bytes) {
        return new Needs(1, 0, bytes, 0, 0);
    }

    private static Needs threads(int count) {
        return new Needs(count, 0, 0, 0, 0);
    }
}
