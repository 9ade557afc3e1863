package org.podstudio.engine.control;

import java.util.List;
import java.util.UUID;

import org.podstudio.api.project.Priority;

/**
 * The line in which the jobs of a project wait. What is changed here is stored before the method returns, and holds after a restart. Methods
 * that take a job answer whether it applied: false when the job is unknown or over. For any thread.
 */
public interface Queue {

    /** No job begins until {@link #resume()}; those that run go on, and new ones are accepted. */
    void pause();

    /** Jobs begin again. */
    void resume();

    /** Whether the whole line stands still. */
    boolean paused();

    /** Those that wait, paused ones and such as wait for another attempt included, in the order in which their turn comes. */
    List<UUID> order();

    /**
     * Keeps a job from running until it is resumed: one that waits is passed by; one that runs stands still, at the next moment its processor
     * looks up or its child process can be halted, and gives its cores, but not its memory, to others. It can be canceled as ever.
     */
    boolean pause(UUID job);

    /** Lets a job go on: when its turn comes; if it had begun already, as soon as its cores are free. */
    boolean resume(UUID job);

    /**
     * Changes a job's place among those that wait; it takes over the priority of the one it is put before. For one that runs, the place counts
     * when it has to wait again.
     *
     * @return false also when the place is before a job that is unknown or over, or before itself
     */
    boolean move(UUID job, Place place);

    /** Changes how soon a job runs, behind those that wait with that priority already; nothing moves when it has it. */
    boolean prioritise(UUID job, Priority priority);
}
