package org.podstudio.engine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Lineage;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Batch;
import org.podstudio.store.JobRecord;
import org.podstudio.store.Rebuilder;
import org.podstudio.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of the jobs that a rebuilt database does not know: each becomes history again, and what it made knows again what it was
 * made of and how; and the attempts of all jobs that are over. One that has no end in its log is over all the same, for what was ordered is not known well enough to do it. For any
 * thread.
 */
@Component(service = Rebuilder.class, property = "service.ranking:Integer=50")
public final class LogsRebuilder implements Rebuilder {

    private static final Logger LOG = LoggerFactory.getLogger(LogsRebuilder.class);

    private static final Set<JobState> OVER = EnumSet.of(JobState.SUCCESS, JobState.FAILED, JobState.CANCELED);
    private static final int MANY = 500;

    /** Reads nothing yet. */
    @Activate
    public LogsRebuilder() {
        // nothing is kept
    }

    @Override
    public List<String> rebuild(ProjectFolder folder, Store store) {
        List<ToldJob> told = new ArrayList<>();
        int unread = 0;
        for (Path file : logs(folder)) {
            Optional<UUID> id = id(file);
            if (id.isPresent() && store.jobs().find(id.get()).isEmpty()) {
                Optional<ToldJob> job = read(id.get(), file);
                job.ifPresent(told::add);
                unread += job.isEmpty() ? 1 : 0;
            }
        }
        told.sort((a, b) -> a.record().times().submitted().compareTo(b.record().times().submitted()));
        add(told, folder, store);
        List<String> remarks = new ArrayList<>();
        if (!told.isEmpty()) {
            remarks.add(
                    told.size() + " job(s) are known from their logs alone; those that were not over are given up.");
        }
        if (unread > 0) {
            remarks.add(unread + " log(s) of jobs could not be read.");
        }
        long untold = recall(folder, store);
        if (untold > 0) {
            remarks.add("Of " + untold + " job(s) that are over, it is not known any more how often they were tried and"
                    + " what each attempt took: their logs are gone or do not tell.");
        }
        return remarks;
    }

    /** Attempts are not in the chronicle, for the logs have them. @return how many jobs ran of which no log tells how */
    private static long recall(ProjectFolder folder, Store store) {
        Map<UUID, List<Attempt>> told = new HashMap<>();
        long untold = 0;
        for (JobRecord job : store.jobs().list(OVER, Integer.MAX_VALUE)) {
            List<Attempt> attempts = attempts(folder.jobLog(job.id()));
            if (!attempts.isEmpty()) {
                told.put(job.id(), attempts);
            } else if (job.attempts().starts() > 0) {
                untold++;
            }
            if (told.size() == MANY) {
                store.jobs().recall(told);
                told.clear();
            }
        }
        store.jobs().recall(told);
        return untold;
    }

    private static List<Attempt> attempts(Path log) {
        try {
            return Files.exists(log) ? ToldAttempts.read(log) : List.of();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} tells nothing of attempts: {}", log, e.toString());
            return List.of();
        }
    }

    private static void add(List<ToldJob> told, ProjectFolder folder, Store store) {
        Map<UUID, List<JobRecord>> batches = new LinkedHashMap<>();
        for (ToldJob job : told) {
            JobRecord record = job.on(store.assets().byPath(job.record().work().input()).map(Asset::id));
            batches.computeIfAbsent(record.batch(), batch -> new ArrayList<>()).add(record);
        }
        batches.forEach((id, jobs) -> store.jobs()
                .add(Batch.of(id, jobs.size(), jobs.getFirst().times().submitted()), jobs));
        told.forEach(job -> lineage(job, store));
    }

    private static void lineage(ToldJob job, Store store) {
        Optional<Asset> parent = store.assets().byPath(job.record().work().input());
        Optional<Lineage> lineage = parent.flatMap(asset -> job.lineage(asset.id()));
        if (lineage.isPresent()) {
            for (String path : job.record().outcome().outputs()) {
                store.assets().byPath(path).filter(asset -> asset.lineage().isEmpty())
                        .ifPresent(asset -> store.assets().update(asset.id(), a -> new Asset(a.id(), a.kind(), a.path(),
                                a.content(), a.labels(), lineage, a.generator(), a.prompt(), a.created())));
            }
        }
    }

    private static Optional<ToldJob> read(UUID id, Path file) {
        try {
            return Optional.of(ToldJob.read(id, file));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} tells nothing: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static List<Path> logs(ProjectFolder folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.logs().resolve("jobs"), "*.log")) {
            all.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("no logs of jobs: {}", e.toString());
        }
        return files;
    }

    private static Optional<UUID> id(Path file) {
        String name = file.getFileName().toString();
        try {
            return Optional.of(UUID.fromString(name.substring(0, name.length() - ".log".length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
