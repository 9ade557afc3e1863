package org.podstudio.ui.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.engine.control.Place;

/** Told what a person wants of the jobs in the list. UI thread only; returns at once. */
public interface JobOrders {

    /**
     * @param jobs
     *            at least one, and the action makes sense for each
     */
    void act(JobAction action, List<JobSnapshot> jobs);

    /** Everything that was submitted together is to stop. */
    void cancelBatch(UUID batch);

    /** These are to stand elsewhere in the line, in this order. */
    void move(List<UUID> jobs, Place place);

    /** These are to run sooner or later. */
    void prioritise(List<UUID> jobs, Priority priority);

    /** Another job is looked at, or none. */
    void looked(Optional<UUID> job);

    /** More is to be known of the job that is looked at. */
    void inspect();
}
