package org.podstudio.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

import org.apache.derby.jdbc.EmbeddedDriver;
import org.podstudio.api.Needs;
import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.Attempt.Effort;
import org.podstudio.api.project.Attempt.Ending;
import org.podstudio.api.project.Attempt.Used;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.JobTimes;
import org.podstudio.api.project.Priority;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the database alone takes of jobs that do nothing: the rows, statements and commits of the product, and nothing around them; one thread
 * that never waits for anything but the disk. No queue on this database can be quicker. {@code releng/benchmarks/queue.sh} runs it, and no test
 * does: {@code QueueFloor FOLDER N ROUNDS}
 */
final class QueueFloor {

    private static final int GROUP = 256;

    private final Connection connection;

    private QueueFloor(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        ProjectFolder folder = new ProjectFolder(Files.createDirectories(Path.of(arguments[0])));
        int count = Integer.parseInt(arguments[1]);
        Derby.start(folder);
        try (Connection connection = new EmbeddedDriver().connect(Derby.url(folder.database()), new Properties())) {
            connection.setAutoCommit(false);
            QueueFloor floor = new QueueFloor(connection);
            floor.round(count / 5);
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                long cpu = cpu();
                long begin = System.nanoTime();
                floor.round(count);
                System.out.printf(Locale.ROOT, "floor n=%d: jobs/s=%.0f, cpu_us/job=%d%n", count,
                        count / ((System.nanoTime() - begin) / 1e9), (cpu() - cpu) / count / 1000);
            }
        }
        Derby.stop(folder.database());
    }

    private void round(int count) throws SQLException {
        List<JobRecord> jobs = jobs(count);
        try (PreparedStatement insert = connection.prepareStatement(JobColumns.all().insert())) {
            for (JobRecord job : jobs) {
                JobColumns.all().set(insert, job);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        for (int from = 0; from < count; from += GROUP) {
            end(jobs.subList(from, Math.min(count, from + GROUP)));
        }
    }

    private void end(List<JobRecord> jobs) throws SQLException {
        List<Change.Move> moves = jobs.stream().map(QueueFloor::end).toList();
        JobColumns columns = JobColumns.differing(moves.getFirst());
        try (PreparedStatement update = connection.prepareStatement(columns.update())) {
            for (Change.Move move : moves) {
                columns.set(update, move);
                update.addBatch();
            }
            update.executeBatch();
            connection.commit();
        }
    }

    private static List<JobRecord> jobs(int count) {
        Recipe recipe = new Recipe(List.of(new Step("nothing", Map.of("number", 1L))));
        UUID batch = UUID.randomUUID();
        Instant now = Instant.now();
        List<JobRecord> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Work work = new Work(recipe, "/tmp/tmp.0123456789/in/p" + i + ".png", Optional.empty(),
                    Optional.of("/tmp/tmp.0123456789/out"), Optional.of("p" + i), false, Optional.empty());
            jobs.add(new JobRecord(UUID.randomUUID(), batch, work, JobState.QUEUED, Turn.last(Priority.NORMAL),
                    Attempts.NONE, Outcome.NONE, JobTimes.submitted(now), 1));
        }
        return jobs;
    }

    private static Change.Move end(JobRecord job) {
        Instant now = Instant.now();
        JobRecord over = job.with(JobState.SUCCESS).with(job.attempts().begun(now).due())
                .with(job.times().startedAt(now).finishedAt(now)).numbered(2);
        Effort effort = new Effort(List.of(new Attempt.Stage("nothing", 1e-4)),
                Optional.of(new Needs(1, 0, 0, 0, 0)), Used.UNKNOWN, List.of());
        return Change.Move.of(job, over,
                Along.of(new Attempt(1, Ending.SUCCESS, now, now, Optional.empty(), effort)));
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
