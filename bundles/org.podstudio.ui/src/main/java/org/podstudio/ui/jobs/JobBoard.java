package org.podstudio.ui.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;

/** The latest snapshot of each job, newest job first. Not for several threads. */
public final class JobBoard {

    /** Which jobs are listed. */
    public enum View {
        ALL(s -> true),
        ACTIVE(s -> !s.terminal()),
        FAILED(s -> s == JobState.FAILED);

        private final Predicate<JobState> test;

        View(Predicate<JobState> test) {
            this.test = test;
        }

        boolean shows(JobSnapshot job) {
            return test.test(job.state());
        }
    }

    private static final Comparator<JobSnapshot> NEWEST_FIRST = Comparator.comparing(JobSnapshot::submitted).reversed()
            .thenComparing(JobSnapshot::id);

    private final Map<UUID, JobSnapshot> latest = new HashMap<>();
    private final TreeSet<JobSnapshot> ordered = new TreeSet<>(NEWEST_FIRST);

    /** Takes a snapshot unless a later one of the job is known; true when it was taken. */
    public boolean put(JobSnapshot job) {
        JobSnapshot known = latest.get(job.id());
        if (known != null && known.sequence() >= job.sequence()) {
            return false;
        }
        latest.put(job.id(), job);
        // Ordered by what never changes about a job, so the new snapshot takes the old one's place.
        ordered.remove(job);
        ordered.add(job);
        return true;
    }

    public void clear() {
        latest.clear();
        ordered.clear();
    }

    public List<JobSnapshot> list(View view) {
        List<JobSnapshot> shown = new ArrayList<>(ordered);
        shown.removeIf(j -> !view.shows(j));
        return shown;
    }

    public long count(View view) {
        return latest.values().stream().filter(view::shows).count();
    }
}
