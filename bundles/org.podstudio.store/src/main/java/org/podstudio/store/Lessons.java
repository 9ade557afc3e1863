package org.podstudio.store;

import java.util.List;

/** What earlier runs in this project taught, the newest of each subject. For any thread; what was stored is on disk when the method returns. */
public interface Lessons {

    /** So many are kept of one subject. */
    int KEPT = 100;

    /** Adds them, oldest first, in one transaction, and forgets those of their subjects that are older than the newest {@value #KEPT}. */
    void add(List<Lesson> lessons);

    /** The newest of one subject, newest first, at most {@value #KEPT}. */
    List<Lesson> of(String subject);
}
