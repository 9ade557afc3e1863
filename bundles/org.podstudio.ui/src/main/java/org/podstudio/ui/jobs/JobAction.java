package org.podstudio.ui.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Glyph;

/** What a person may do with a job, in the order in which the signs stand in its row. */
public enum JobAction {
    /** Shows its log. */
    LOG(Glyph.LOG, 'l', Messages.Job_OpenLog) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return job.state() != JobState.QUEUED || job.started().isPresent();
        }
    },
    /** Opens the folder of what it made. */
    FOLDER(Glyph.FOLDER, 'o', Messages.Job_OpenFolder) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return !job.outputs().isEmpty();
        }
    },
    /** Selects what it made in the library. */
    SHOW(Glyph.IMAGE, 's', Messages.Job_ShowResults) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return !job.outputs().isEmpty();
        }
    },
    /** Notes something about a failure. */
    NOTE(Glyph.NOTE, 'n', Messages.Job_Note) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return open;
        }
    },
    /** Runs it once more. */
    RETRY(Glyph.RETRY, 'r', Messages.Job_Retry) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return job.state() == JobState.FAILED || job.state() == JobState.CANCELED;
        }
    },
    /** Settles a failure without doing anything about it. */
    DISMISS(Glyph.BOX, 'd', Messages.Job_Dismiss) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return open;
        }
    },
    /** Lets it run before all others of its priority. */
    FIRST(Glyph.FIRST, 'f', Messages.Job_First) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return job.state() == JobState.QUEUED;
        }
    },
    /** Lets it stand still. */
    PAUSE(Glyph.PAUSE, 'p', Messages.Job_Pause) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return !job.state().terminal() && !job.turn().paused();
        }
    },
    /** Lets it go on. */
    RESUME(Glyph.PLAY, 'p', Messages.Job_Resume) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return !job.state().terminal() && job.turn().paused();
        }
    },
    /** Stops it. */
    CANCEL(Glyph.CROSS, SWT.DEL, Messages.Job_Cancel) {
        @Override
        public boolean fits(JobSnapshot job, boolean open) {
            return !job.state().terminal();
        }
    };

    /** The most that stand in a row. */
    static final int MOST = 4;

    private final Glyph glyph;
    private final char key;
    private final String label;

    JobAction(Glyph glyph, char key, String label) {
        this.glyph = glyph;
        this.key = key;
        this.label = label;
    }

    /**
     * Whether it makes sense for a job.
     *
     * @param open
     *            whether the job failed and nobody has settled it
     */
    public abstract boolean fits(JobSnapshot job, boolean open);

    /** In the language of the user. */
    public String label() {
        return label;
    }

    /** As it stands on the keyboard. */
    String keyName() {
        return key == SWT.DEL ? Messages.Key_Delete : String.valueOf(Character.toUpperCase(key));
    }

    Glyph glyph() {
        return glyph;
    }

    /** Those a key is for. */
    static List<JobAction> of(int key) {
        return Arrays.stream(values()).filter(a -> a.key == key).toList();
    }

    /** From right to left, as the signs stand in a row of the list. */
    static List<JobAction> of(JobSnapshot job, boolean open) {
        return Arrays.stream(values()).filter(a -> a.fits(job, open)).toList().reversed();
    }

    /** From right to left, as the signs stand at the head of a batch. */
    static List<JobAction> of(Tally tally) {
        return tally.finished() ? List.of() : List.of(CANCEL, tally.paused() ? RESUME : PAUSE);
    }

    /** The first of some that fits at least one of these. */
    static Optional<JobAction> first(List<JobAction> some, List<JobSnapshot> jobs, JobBoard board) {
        return some.stream().filter(a -> !a.fitting(jobs, board).isEmpty()).findFirst();
    }

    /** Those of these that it makes sense for. */
    List<JobSnapshot> fitting(List<JobSnapshot> jobs, JobBoard board) {
        return jobs.stream().filter(j -> fits(j, board.letter(j.id()).isPresent())).toList();
    }
}
