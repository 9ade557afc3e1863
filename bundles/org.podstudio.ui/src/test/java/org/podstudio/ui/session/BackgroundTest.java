package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.podstudio.api.CanceledException;
import org.podstudio.ui.UiByHand;

class BackgroundTest {

    private final UiByHand ui = new UiByHand();
    private final List<String> told = new ArrayList<>();

    @Test
    void a_result_comes_back() throws InterruptedException {
        assertEquals(List.of("4"), outcome(() -> "4"));
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws InterruptedException {
        assertEquals(List.of("ui.file: A file could not be used: a.png is locked."), outcome(() -> {
            throw new IOException("a.png is locked");
        }));
    }

    @Test
    void an_error_is_told_like_every_other_failure() throws InterruptedException {
        assertEquals(List.of("ui.unforeseen: Something went wrong that should not."), outcome(() -> {
            throw new UnsatisfiedLinkError("no such library");
        }));
    }

    @Test
    void what_is_canceled_where_nobody_can_cancel_it_does_not_end_in_silence() throws InterruptedException {
        assertEquals(List.of("ui.unforeseen: Something went wrong that should not."), outcome(() -> {
            throw new CanceledException();
        }));
    }

    private List<String> outcome(Background.Work<String> work) throws InterruptedException {
        new Background(ui).run("test", work, told::add, p -> told.add(p.code() + ": " + p.message()));
        ui.next();
        return told;
    }
}
