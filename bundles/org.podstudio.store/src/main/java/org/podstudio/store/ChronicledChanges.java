package org.podstudio.store;

import java.util.ArrayList;
import java.util.List;

import org.podstudio.store.internal.Chronicle;

/**
 * Writes down beside the database that jobs were accepted, and that they are over. What lies between is not: a job that was accepted and is
 * not over begins anew. Told by the one writer after each commit, so that the lines are in the order of the commits.
 */
record ChronicledChanges(Chronicle chronicle) {

    static final String KIND = "job";
    static final String BATCH = "batch";

    /** @param happened in one transaction, which is committed */
    void tell(List<Change> happened) {
        List<Chronicle.Line> lines = new ArrayList<>();
        for (Change change : happened) {
            switch (change) {
                case Change.Addition addition -> {
                    lines.add(new Chronicle.Line(BATCH, addition.batch()));
                    addition.added().forEach(job -> lines.add(new Chronicle.Line(KIND, job)));
                    lines.addAll(ChronicledRest.settled(addition.successors()));
                }
                case Change.Move move when move.changed().state().terminal() -> {
                    move.along().made().forEach(asset -> lines.add(new Chronicle.Line(ChronicledAssets.KIND, asset)));
                    lines.add(new Chronicle.Line(KIND, move.changed()));
                }
                case Change.Move move -> {
                    // begins anew
                }
            }
        }
        if (!lines.isEmpty()) {
            chronicle.write(lines);
        }
    }
}
