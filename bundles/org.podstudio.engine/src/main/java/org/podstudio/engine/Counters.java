package org.podstudio.engine;

import java.util.List;

/**
 * What the engine has counted since the program began, over all projects, named as it is published. Reading costs the jobs nothing. For any
 * thread.
 */
public interface Counters {

    /** All metrics as they stand now, by name; each is consistent, and two may be a moment apart. */
    List<Metric> read();
}
