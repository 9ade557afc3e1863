package org.podstudio.exporters.zip;

import org.podstudio.api.Run;

/** Counts bytes of a known total, reports them as progress and looks for cancel at each step. */
final class Meter {

    private final long total;
    private final Run run;
    private long done;

    Meter(long total, Run run) {
        this.total = total;
        this.run = run;
    }

    /** @throws org.podstudio.api.CanceledException when the run was canceled */
    void add(long bytes) {
        run.checkCanceled();
        done += bytes;
        run.progress(total == 0 ? 1 : Math.min(1, (double) done / total));
    }
}
