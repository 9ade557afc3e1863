package org.podstudio.engine.internal.work;

import java.util.Map;
import java.util.UUID;

import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.MDC;

/**
 * Marks what is logged meanwhile in the calling thread with the job and the batch that it belongs to, so that one id finds all of it. Closing
 * takes the marks back, in the thread that set them, in reverse order.
 */
public final class Trail implements AutoCloseable {

    private static final String JOB = "job";
    private static final String BATCH = "batch";

    private final @Nullable String job = MDC.get(JOB);
    private final @Nullable String batch = MDC.get(BATCH);

    private Trail() {
    }

    /** What follows belongs to a job. */
    public static Trail of(UUID job, UUID batch) {
        Trail trail = new Trail();
        MDC.put(JOB, job.toString());
        MDC.put(BATCH, batch.toString());
        return trail;
    }

    /** What follows belongs to a batch. */
    public static Trail of(UUID batch) {
        Trail trail = new Trail();
        MDC.remove(JOB);
        MDC.put(BATCH, batch.toString());
        return trail;
    }

    /** The same action, with the calling thread's marks in whichever thread it runs. */
    public static Runnable carrying(Runnable action) {
        @Nullable
        Map<String, String> marks = MDC.getCopyOfContextMap();
        return marks == null || marks.isEmpty() ? action : () -> {
            @Nullable
            Map<String, String> before = MDC.getCopyOfContextMap();
            MDC.setContextMap(marks);
            try {
                action.run();
            } finally {
                MDC.setContextMap(before == null ? Map.of() : before);
            }
        };
    }

    @Override
    public void close() {
        restore(JOB, job);
        restore(BATCH, batch);
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
