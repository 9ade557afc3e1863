package org.podstudio.ui.jobs;

import org.podstudio.api.project.JobState;

/** Which jobs are listed. */
public enum JobView {
    /** Every one, together with those it was submitted with. */
    ALL,
    /** What is at work. */
    RUNNING,
    /** What is not, yet: in the order in which it will be. */
    WAITING,
    /** What failed and waits for somebody's care. */
    FAILED,
    /** What ended well, or because somebody wished so. */
    DONE;

    /** Whether jobs stand below the head of their batch. */
    boolean grouped() {
        return this == ALL || this == DONE;
    }

    /** Whether a job of this state is listed; for {@link #FAILED}, if nobody has settled it. */
    public boolean shows(JobState state) {
        return switch (this) {
            case ALL -> true;
            case RUNNING -> state == JobState.RUNNING;
            case WAITING -> state == JobState.QUEUED || state == JobState.WAITING_TO_RETRY;
            case FAILED -> state == JobState.FAILED;
            case DONE -> state == JobState.SUCCESS || state == JobState.CANCELED;
        };
    }
}
