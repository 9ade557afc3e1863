package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.podstudio.ui.UiByHand;

class ArrivalsTest {

    private final UiByHand ui = new UiByHand();
    private final List<String> told = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals(ui, told::add, () -> told.add("more"));

    @Test
    void of_many_files_the_window_hears_of_the_newest() {
        IntStream.range(0, 10_000).forEach(i -> arrivals.came("picture " + i));
        ui.all();
        assertEquals(List.of("picture 9999"), told);
    }

    @Test
    void there_is_more_to_see_now_and_then() {
        for (int i = 0; i < 100; i++) {
            arrivals.came("picture");
            ui.all();
        }
        assertEquals(2, told.stream().filter("more"::equals).count());
        assertEquals("more", told.get(50));
    }

    @Test
    void a_name_that_is_late_is_not_told() {
        arrivals.came("picture");
        arrivals.end();
        ui.all();
        assertEquals(List.of(), told);
    }
}
