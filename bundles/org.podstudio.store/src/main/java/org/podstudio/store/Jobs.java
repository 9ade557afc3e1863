package org.podstudio.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;

/** The jobs of a project, finished ones included. For any thread; what was stored is on disk when the method returns. */
public interface Jobs {

    /**
     * Adds a submission with all of its jobs or nothing, in one transaction. The order of the list is the order they are listed in, before
     * that of later ones.
     *
     * @return whether it was added; false when there is one with the same key, and {@linkplain Batch#keptAt still} known by it
     */
    boolean add(Batch batch, List<JobRecord> jobs);

    /**
     * As {@link #add(Batch, List)}, and settles {@link Failures} in the same transaction.
     *
     * @param successors by the id of a job that failed, the id of the one in its place, of this submission or an earlier one
     * @return whether it was added; false also when one of those failures is settled already
     */
    boolean add(Batch batch, List<JobRecord> jobs, Map<UUID, UUID> successors);

    /**
     * Moves a job from one state to another, or does nothing when it is not in the state {@code from}: of several callers that try the same
     * move exactly one is answered true. Committed when it returns.
     *
     * @param change gets the stored record, its state already {@code to}, and answers what to store; must not change id and state; may be
     *            called more than once, so it has no side effect
     * @return whether the job was moved
     * @throws IllegalArgumentException when there is no such job or {@link JobState#mayBecome} forbids the move
     */
    default boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change) {
        return transition(id, from, to, change, Along.NOTHING);
    }

    /** As {@link #transition(UUID, JobState, JobState, UnaryOperator)}, and stores what comes along in the same transaction: both or neither. */
    boolean transition(UUID id, JobState from, JobState to, UnaryOperator<JobRecord> change, Along along);

    /** Every attempt of a job that is over, in their order. */
    List<Attempt> attempts(UUID id);

    /** Adds attempts of jobs that are over, as they were told elsewhere; nothing is added to a job that has any. */
    void recall(Map<UUID, List<Attempt>> attempts);

    /**
     * Gives jobs another turn, in one transaction; those that are over or not known are left out.
     *
     * @return the ids of those that got it
     */
    Set<UUID> arrange(Map<UUID, Turn> turns);

    /**
     * As {@link #transition(UUID, JobState, JobState, UnaryOperator, Along)}, for who knows what is stored: it is not read again.
     *
     * @param stored with another state or another number in the store, nothing happens
     * @param changed the same job, in another state
     * @throws IllegalArgumentException when {@link JobState#mayBecome} forbids the move, or it is another job or other work
     */
    default boolean move(JobRecord stored, JobRecord changed, Along along) {
        return transition(stored.id(), stored.state(), changed.state(), now -> changed, along);
    }

    /**
     * As {@link #move}, without waiting for the disk.
     *
     * @return done when it is on disk, or cannot be; what depends on it must run in another thread than the one that completes it
     */
    default CompletableFuture<Boolean> moving(JobRecord stored, JobRecord changed, Along along) {
        try {
            return CompletableFuture.completedFuture(move(stored, changed, along));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The job of this id. */
    Optional<JobRecord> find(UUID id);

    /**
     * Jobs in any of the states, newest first.
     *
     * @param limit at most so many, at least 1
     */
    List<JobRecord> list(Set<JobState> states, int limit);

    /** The jobs of one submission, in their order. */
    List<JobRecord> inBatch(UUID batch);

    /** The submission of this id. */
    Optional<Batch> batch(UUID id);

    /**
     * The latest submissions that brought jobs, newest first.
     *
     * @param limit at most so many, at least 1
     */
    List<Batch> batches(int limit);

    /** Every submission that ends with its first failure, whether it is over or not. */
    List<Batch> failingFast();

    /** Jobs that came at that time or later by the clock of the machine, in the order they came. */
    List<JobRecord> since(Instant time);

    /** The submission that came with this key, if it was not forgotten for a later one. */
    Optional<Batch> keyed(String key);
}
