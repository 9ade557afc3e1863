package org.podstudio.api.project;

/**
 * Where a job stands: {@code queued → running → success | failed | canceled}, {@code running → waiting-to-retry → queued}. What is over in a moment
 * goes from {@code queued} to its end at one go. Stored by name.
 */
public enum JobState {
    /** Accepted and stored. */
    QUEUED,
    /** A processor works on it. */
    RUNNING,
    /** Failed in a way that may pass; queued again by itself. */
    WAITING_TO_RETRY,
    /** Every output is verified, in place and recorded. */
    SUCCESS,
    /** Ended with an error; nothing of it is in place. */
    FAILED,
    /** Stopped on request; nothing of it is in place. */
    CANCELED;

    /** Whether it stays like this for ever. */
    public boolean terminal() {
        return this == SUCCESS || this == FAILED || this == CANCELED;
    }

    /** Whether a job may go from this state to that one. */
    public boolean mayBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next.terminal();
            case RUNNING -> next != RUNNING;
            case WAITING_TO_RETRY -> next == QUEUED || next == CANCELED;
            case SUCCESS, FAILED, CANCELED -> false;
        };
    }
}
