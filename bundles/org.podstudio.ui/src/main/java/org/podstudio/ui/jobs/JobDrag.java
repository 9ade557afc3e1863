package org.podstudio.ui.jobs;

import java.util.List;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;

/** Jobs that wait and are being dragged to another place in the line. Positions only, no widgets. */
final class JobDrag {

    /** A hand that trembles drags nothing. */
    private static final int SLACK = 6;

    private List<UUID> jobs = List.of();
    private int from;
    private boolean moving;
    private int target = -1;

    /** The button went down on these. */
    void grip(List<JobSnapshot> gripped, int y) {
        jobs = gripped.stream().map(JobSnapshot::id).toList();
        from = y;
        moving = false;
        target = -1;
    }

    /**
     * The mouse moved with the button down.
     *
     * @return whether something is dragged
     */
    boolean to(int y) {
        moving |= !jobs.isEmpty() && Math.abs(y - from) > SLACK;
        return moving;
    }

    /** The line before which it would be put down; -1: nowhere. */
    void over(int row) {
        target = row;
    }

    boolean moving() {
        return moving;
    }

    int target() {
        return moving ? target : -1;
    }

    List<UUID> jobs() {
        return jobs;
    }

    /** Nothing is dragged any more. */
    void end() {
        jobs = List.of();
        moving = false;
        target = -1;
    }
}
