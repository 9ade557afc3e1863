package org.podstudio.ui.jobs;

import java.util.UUID;

/** A line of the list. */
sealed interface Row {

    /** Of what stands there. */
    UUID id();

    /** In points. */
    int height();

    /** Several jobs that were submitted together: how far they are, all of them. */
    record Head(UUID id) implements Row {
        @Override
        public int height() {
            return 50;
        }
    }

    /**
     * One job.
     *
     * @param member
     *            whether it stands below the {@link Head} of its batch
     */
    record Single(UUID id, boolean member) implements Row {
        @Override
        public int height() {
            return RowPainter.HEIGHT;
        }
    }
}
