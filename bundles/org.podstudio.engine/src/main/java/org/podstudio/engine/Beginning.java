package org.podstudio.engine;

import java.util.Optional;
import java.util.concurrent.Future;

import org.podstudio.store.JobRecord;

/** That a job has begun, while the store does not know it, and when it is told. Not safe for several threads: its job guards it. */
final class Beginning {

    private Optional<JobRecord> untold = Optional.empty();
    private Optional<Future<?>> reminder = Optional.empty();

    /** The job runs. @param begun as it will be stored */
    void is(JobRecord begun) {
        untold = Optional.of(begun);
    }

    /** Whether the store has still to be told. */
    boolean untold() {
        return untold.isPresent();
    }

    /** As the job will be stored when that is told. @param stored what it is otherwise */
    JobRecord or(JobRecord stored) {
        return untold.orElse(stored);
    }

    /** It is told then. In place of what was planned before. */
    void toldBy(Future<?> due) {
        forgetReminder();
        reminder = Optional.of(due);
    }

    /** Nobody has to remember it any more: it is told now, or with the job's end. */
    void forgetReminder() {
        reminder.ifPresent(due -> due.cancel(false));
        reminder = Optional.empty();
    }

    /** The store knows how the job stands, or never will. */
    void over() {
        untold = Optional.empty();
        forgetReminder();
    }
}
