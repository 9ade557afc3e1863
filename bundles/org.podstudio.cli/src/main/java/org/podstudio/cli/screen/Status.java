package org.podstudio.cli.screen;

/** What became of a file. */
public enum Status {
    /** It was worked on, and the result is in place. */
    DONE,
    /** There was nothing to do for a good reason. */
    SKIPPED,
    /** It did not work. */
    FAILED
}
