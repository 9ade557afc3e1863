package org.podstudio.engine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Queue;
import org.podstudio.media.Unattended;

/**
 * The jobs of one project: planned, accepted, run by priority within what the machine has, and remembered. For any thread. Whoever opened
 * it closes it.
 */
public interface Engine extends AutoCloseable {

    /**
     * Tells what an order comes to. No side effect: nothing is stored, written or run. An input that will not work gets a problem; the others
     * are planned all the same. Reads the inputs, so not for a user-interface thread.
     */
    default Plan plan(Order order) {
        return plan(order, Unattended.RUN);
    }

    /**
     * As the other, for who may want the plan no more, for it takes long where all inputs must be {@linkplain org.podstudio.api.Survey looked
     * at} first.
     *
     * @param run whose whole progress the planning fills, and which ends it, its child processes included
     * @throws org.podstudio.api.CanceledException when it was canceled
     */
    Plan plan(Order order, Run run);

    /**
     * Accepts the jobs of a plan that have no problem, as one batch: when it returns, all of them are stored, and from then on neither a crash
     * nor a power failure loses one.
     * <p>
     * Who asks for the same work again, while it waits or within 5 s, gets the job that is there: its snapshot stands in the place of a new
     * one. That holds as well for an input that is named twice, but not once the job has failed or was canceled, and not when a plain file has
     * been changed since or what was made of it is gone. Two that ask at the same time get the same job.
     * <p>
     * An order with a {@linkplain Terms#key key} that was ordered with it already, within 24 h, is answered with the jobs of that time, as
     * they stand; nothing is submitted.
     *
     * @return a snapshot for each runnable job of the plan, in its sequence
     * @throws org.podstudio.api.ProcessingException when they could not be stored, and then none is; {@code engine.key-reused} when another
     *             order has the key
     */
    List<JobSnapshot> submit(Plan plan);

    /** Every job there is, newest first. */
    List<JobSnapshot> jobs();

    /** How a job stands; empty for an id that is not known. */
    Optional<JobSnapshot> job(UUID id);

    /** Everything that is known of a job, its attempts and their child processes included; empty for an id that is not known. Reads the store. */
    Optional<JobReport> inspect(UUID id);

    /**
     * Stops a job that is queued, waiting or running; child processes end, nothing of it stays.
     *
     * @return false when there is nothing to stop: unknown, over, or its results are being put in place
     */
    boolean cancel(UUID id);

    /**
     * Accepts a new job with the same work as one that is over; the old one stays as it is, and is no dead letter any more.
     *
     * @return the new job, or the one that waits to do the same already; empty when the id is unknown or the job is not over
     */
    Optional<JobSnapshot> retry(UUID id);

    /** The line in which they wait. */
    Queue queue();

    /** What was submitted together. */
    Batches batches();

    /** What failed for good and waits for somebody's care. */
    DeadLetters deadLetters();

    /**
     * Takes up what waits since before the project was opened. Looking into a project starts nothing: until this is called, such jobs stay
     * queued while those that are submitted or retried run, and {@link #await} of one does not return.
     */
    void takeUp();

    /**
     * From now on, what is submitted or retried waits as well until the work is next {@linkplain #takeUp taken up}: by this engine or, after it
     * was closed, by the next one.
     */
    void putOff();

    /**
     * Hears of every transition, and of progress at most every 200 ms a job, in a thread of its own, each job's snapshots in sequence. A
     * listener that throws is logged; one that is slow delays neither jobs nor other listeners, and when it is more than a thousand snapshots
     * behind, it hears no more than the latest of each job.
     */
    Run.Registration listen(Consumer<JobSnapshot> listener);

    /**
     * Waits until a job is over.
     *
     * @return its last snapshot
     * @throws InterruptedException when the caller is interrupted, or the engine is closed before
     * @throws org.podstudio.api.ProcessingException {@code engine.unknown-job}
     */
    JobSnapshot await(UUID id) throws InterruptedException;

    /** Starts no more jobs and stops the running ones, which go back to the queue and run again when the project's work is next {@link #takeUp taken up}. Takes at most 5 s. */
    @Override
    void close();
}
