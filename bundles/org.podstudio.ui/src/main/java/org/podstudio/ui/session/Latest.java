package org.podstudio.ui.session;

import java.util.function.Consumer;

import org.podstudio.ui.UiThread;

/**
 * Asks something again and again, as often as it is wanted and no oftener than once in a while, with one question on
 * its way at most: whoever wants to know it while one is, gets the next answer. UI thread only.
 *
 * @param <T>
 *            an answer
 */
public final class Latest<T> {

    /** Asks, and has exactly one of the two called in the UI thread. */
    @FunctionalInterface
    public interface Question<T> {
        /** Returns at once. */
        void ask(Consumer<T> answer, Runnable none);
    }

    private final UiThread ui;
    private final int pauseMs;
    private final Question<T> question;
    private final Consumer<T> heard;
    private boolean asking;
    private boolean wanted;

    /**
     * @param pauseMs
     *            after an answer, before the next question
     * @param heard
     *            told each answer
     */
    public Latest(UiThread ui, int pauseMs, Question<T> question, Consumer<T> heard) {
        this.ui = ui;
        this.pauseMs = pauseMs;
        this.question = question;
        this.heard = heard;
    }

    /** Something may be different now. */
    public void want() {
        if (asking) {
            wanted = true;
            return;
        }
        asking = true;
        wanted = false;
        question.ask(answer -> {
            heard.accept(answer);
            pause();
        }, this::pause);
    }

    private void pause() {
        ui.later(pauseMs, () -> {
            asking = false;
            if (wanted) {
                want();
            }
        });
    }
}
