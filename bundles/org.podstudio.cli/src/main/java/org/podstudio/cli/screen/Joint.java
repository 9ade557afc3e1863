package org.podstudio.cli.screen;

import java.util.LinkedHashMap;
import java.util.Map;

import org.podstudio.api.project.JobProgress;

/**
 * How far several pieces of work are that belong together.
 *
 * @param id of all of it
 * @param title what is done
 * @param item which piece it is at, 0 before the first begins
 * @param total how many pieces there are
 * @param progress of all of it
 */
public record Joint(Object id, String title, int item, int total, JobProgress progress) {

    /** {@code 4 of 10, 3–5 min left}; empty for a single piece, which tells for itself. */
    String words() {
        return total < 2 ? "" : item + " of " + total + left(", ", progress);
    }

    /** {@code , 3–5 min left}, or nothing when that is not known. */
    static String left(String before, JobProgress progress) {
        return progress.remaining().map(remaining -> before + Ahead.of(remaining) + " left").orElse("");
    }

    /** As programs see it. */
    Map<String, Object> wire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("batch", id);
        wire.put("name", title);
        wire.put("item", item);
        wire.put("total", total);
        wire.put("fraction", Math.round(progress.fraction() * 10_000) / 10_000.0);
        wire.put("remaining", progress.remaining());
        return wire;
    }
}
