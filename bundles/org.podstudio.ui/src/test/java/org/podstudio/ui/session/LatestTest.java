package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.podstudio.ui.UiByHand;

class LatestTest {

    private final UiByHand ui = new UiByHand();
    private final Deque<Consumer<String>> asked = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private Runnable none = () -> {
    };
    private final Latest<String> latest = new Latest<>(ui, 100, (answer, nothing) -> {
        asked.add(answer);
        none = nothing;
    }, heard::add);

    @Test
    void however_often_it_is_wanted_one_question_is_on_its_way() {
        for (int i = 0; i < 10; i++) {
            latest.want();
        }
        assertEquals(1, asked.size());
        asked.remove().accept("one");
        assertEquals(0, asked.size(), "not before the pause is over");
        ui.all();
        asked.remove().accept("two");
        ui.all();
        assertEquals(List.of("one", "two"), heard);
        assertEquals(0, asked.size());
    }

    @Test
    void no_answer_does_not_end_the_asking() {
        latest.want();
        none.run();
        ui.all();
        latest.want();
        assertEquals(2, asked.size());
    }
}
