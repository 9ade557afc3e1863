package org.podstudio.ui.session;

import java.nio.file.Path;
import java.util.List;

import org.podstudio.api.project.JobSnapshot;

/** What parts hear of; always in the UI thread. */
public interface StudioListener {

    /** Another project is open, or none. */
    default void projectChanged() {
        // not everybody cares
    }

    /** Assets came, went or changed. */
    default void assetsChanged() {
        // not everybody cares
    }

    /** Other assets are selected. */
    default void selectionChanged() {
        // not everybody cares
    }

    /** Jobs moved on; at most one call every tenth of a second. */
    default void jobsChanged(List<JobSnapshot> jobs) {
        // not everybody cares
    }

    /** Somebody wants to read a log or a report. */
    default void textWanted(String title, String text) {
        // not everybody cares
    }

    /** Somebody wants to see these files in the library. */
    default void resultsWanted(List<Path> files) {
        // not everybody cares
    }

    /** There is something to tell. */
    default void noticed(Notice notice) {
        // not everybody cares
    }

    /** So many pixels at the lower edge of the window have notices over them, from its left edge on; 0 when there are none. */
    default void covered(int pixels) {
        // not everybody cares
    }

    /** Something begins or ends that takes a while; empty when nothing is going on. */
    default void busy(String what) {
        // not everybody cares
    }
}
