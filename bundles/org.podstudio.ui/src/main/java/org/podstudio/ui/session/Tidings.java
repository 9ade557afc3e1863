package org.podstudio.ui.session;

import java.util.List;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.JobState;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.ui.Messages;

/** Words what is over: an import, a batch of jobs. */
final class Tidings {

    private Tidings() {
    }

    /** One notice for a whole batch, so that two hundred failures are one message; empty when all was canceled. */
    static Optional<Notice> of(List<JobSnapshot> batch, List<Notice.Choice> onFailure) {
        long done = count(batch, JobState.SUCCESS);
        long failed = count(batch, JobState.FAILED);
        if (failed > 0) {
            Problem first = batch.stream().flatMap(j -> j.problem().stream()).findFirst().orElseThrow();
            String title = batch.size() == 1
                    ? NLS.bind(Messages.Tidings_JobFailed, name(batch.getFirst()))
                    : NLS.bind(Messages.Tidings_JobsFailed, failed, batch.size());
            return Optional.of(new Notice(Notice.Tone.BAD, title, first.message() + " " + first.advice(), onFailure));
        }
        if (done == 0) {
            return Optional.empty();
        }
        return Optional.of(Notice.good(done == 1 ? Messages.Tidings_OneDone : NLS.bind(Messages.Tidings_Done, done),
                results(batch)));
    }

    /**
     * @param more
     *            what can be done when not all of it went well
     */
    static Notice of(Project.Imported report, List<Notice.Choice> more) {
        String counts = NLS.bind(Messages.Tidings_ImportCounts,
                new Object[]{report.taken(), report.skipped(), report.failed().size()});
        if (report.failed().isEmpty()) {
            return new Notice(Notice.Tone.GOOD, Messages.Tidings_Imported, counts,
                    report.skipped() == 0 ? List.of() : more);
        }
        Problem first = report.failed().getFirst();
        return new Notice(Notice.Tone.BAD, Messages.Tidings_PartlyImported,
                counts + " " + first.message() + " " + first.advice(), more);
    }

    /**
     * A damaged database is told until somebody has read it.
     *
     * @param more
     *            where all of it can be read
     */
    static Notice of(RebuildReport report, List<Notice.Choice> more) {
        String counts = NLS.bind(Messages.Tidings_RebuiltCounts,
                new Object[]{report.assets(), report.jobs(), report.packs()});
        String lost = report.remarks().isEmpty() ? "" : " " + report.remarks().getFirst();
        return new Notice(Notice.Tone.BAD, Messages.Tidings_Rebuilt, report.cause() + " " + counts + lost, more);
    }

    private static String results(List<JobSnapshot> batch) {
        List<String> names = batch.stream().flatMap(j -> j.outputs().stream()).map(p -> String.valueOf(p.getFileName()))
                .toList();
        return names.size() <= 2
                ? String.join(", ", names)
                : NLS.bind(Messages.Tidings_AndMore, String.join(", ", names.subList(0, 2)), names.size() - 2);
    }

    private static long count(List<JobSnapshot> batch, JobState state) {
        return batch.stream().filter(j -> j.state() == state).count();
    }

    private static String name(JobSnapshot job) {
        return String.valueOf(job.input().getFileName());
    }
}
