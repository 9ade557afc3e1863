package org.podstudio.ui.jobs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** The latest snapshot of each job, in the order in which one wants to see them. Not for several threads. */
public final class JobBoard {

    /** Which jobs are listed. */
    public enum View {
        ALL(s -> true), ACTIVE(s -> !s.terminal()), FAILED(s -> s == JobState.FAILED);

        private final Predicate<JobState> test;

        View(Predicate<JobState> test) {
            this.test = test;
        }

        boolean shows(JobSnapshot job) {
            return test.test(job.state());
        }
    }

    private static final Comparator<JobSnapshot> OLDEST_FIRST = Comparator.comparing(JobSnapshot::submitted)
            .thenComparing(JobSnapshot::id);

    private final Map<UUID, JobSnapshot> latest = new HashMap<>();

    /** Takes a snapshot unless a later one of the job is known; true when it was taken. */
    public boolean put(JobSnapshot job) {
        JobSnapshot known = latest.get(job.id());
        if (known != null && known.sequence() >= job.sequence()) {
            return false;
        }
        latest.put(job.id(), job);
        return true;
    }

    public void clear() {
        latest.clear();
    }

    /** What runs, then what waits in the order in which it will run, then what is over, newest first. */
    public List<JobSnapshot> list(View view) {
        return latest.values().stream().filter(view::shows).sorted(JobBoard::compare).toList();
    }

    public long count(View view) {
        return latest.values().stream().filter(view::shows).count();
    }

    private static int compare(JobSnapshot a, JobSnapshot b) {
        int byGroup = Integer.compare(group(a.state()), group(b.state()));
        if (byGroup != 0) {
            return byGroup;
        }
        return a.state().terminal() ? OLDEST_FIRST.compare(b, a) : OLDEST_FIRST.compare(a, b);
    }

    private static int group(JobState state) {
        return switch (state) {
            case RUNNING -> 0;
            case QUEUED, WAITING_TO_RETRY -> 1;
            case SUCCESS, FAILED, CANCELED -> 2;
        };
    }
}
