package org.podstudio.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.podstudio.api.project.JobSnapshot;

/** The last snapshots of jobs that were over lately: a record alone does not tell how far a failed one had come. For any thread. */
final class Recent {

    private static final int LIMIT = 1000;

    private final Map<UUID, JobSnapshot> snapshots = new LinkedHashMap<>();

    synchronized void add(JobSnapshot snapshot) {
        snapshots.put(snapshot.id(), snapshot);
        if (snapshots.size() > LIMIT) {
            snapshots.remove(snapshots.keySet().iterator().next());
        }
    }

    synchronized Optional<JobSnapshot> find(UUID id) {
        return Optional.ofNullable(snapshots.get(id));
    }
}
