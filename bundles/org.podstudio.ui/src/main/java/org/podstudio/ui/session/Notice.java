package org.podstudio.ui.session;

import java.util.List;

import org.podstudio.api.project.Problem;

/**
 * Something to tell the user without stopping the work: what, why, what next.
 *
 * @param tone
 *            how it is told
 * @param title
 *            what happened, a few words
 * @param text
 *            why, one or two sentences; may be empty
 * @param choices
 *            what can be done at once
 */
public record Notice(Tone tone, String title, String text, List<Choice> choices) {

    /** How it is told. */
    public enum Tone {
        /** It worked. */
        GOOD,
        /** It partly worked, or something is to be known. */
        NOTE,
        /** It failed. */
        BAD
    }

    /**
     * Something to do about it.
     *
     * @param label
     *            on the button
     * @param action
     *            run in the UI thread
     */
    public record Choice(String label, Runnable action) {}

    /** Copies the list. */
    public Notice {
        choices = List.copyOf(choices);
    }

    /** It worked. */
    public static Notice good(String title, String text) {
        return new Notice(Tone.GOOD, title, text, List.of());
    }

    /** It failed, and why, and what to do. */
    public static Notice failure(String title, Problem problem) {
        return new Notice(Tone.BAD, title, problem.message() + " " + problem.advice(), List.of());
    }
}
