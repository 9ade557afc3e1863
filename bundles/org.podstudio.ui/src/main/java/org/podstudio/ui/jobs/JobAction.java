package org.podstudio.ui.jobs;

import java.util.Arrays;
import java.util.List;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;

/** What a person may do with a job. */
public enum JobAction {
    /** Shows its log. */
    LOG(Glyph.LOG) {
        @Override
        public boolean fits(JobState state) {
            return state != JobState.QUEUED;
        }

        @Override
        public String label() {
            return Messages.Job_OpenLog;
        }
    },
    /** Runs it once more. */
    RETRY(Glyph.RETRY) {
        @Override
        public boolean fits(JobState state) {
            return state == JobState.FAILED || state == JobState.CANCELED;
        }

        @Override
        public String label() {
            return Messages.Job_Retry;
        }
    },
    /** Stops it. */
    CANCEL(Glyph.CROSS) {
        @Override
        public boolean fits(JobState state) {
            return !state.terminal();
        }

        @Override
        public String label() {
            return Messages.Job_Cancel;
        }
    };

    private final Glyph glyph;

    JobAction(Glyph glyph) {
        this.glyph = glyph;
    }

    /** Whether it makes sense in this state. */
    public abstract boolean fits(JobState state);

    /** In the language of the user. */
    public abstract String label();

    Glyph glyph() {
        return glyph;
    }

    /** From right to left, as the signs stand in a row of the list. */
    static List<JobAction> of(JobSnapshot job) {
        return Arrays.stream(values()).filter(a -> a.fits(job.state())).toList().reversed();
    }
}
