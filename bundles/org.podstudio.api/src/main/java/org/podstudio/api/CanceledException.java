package org.podstudio.api;

/** The work was stopped on request. Not an error: pass it on, never catch it to go on working. */
public final class CanceledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it is not an error. */
    public CanceledException() {
        super("canceled", null, false, false);
    }
}
