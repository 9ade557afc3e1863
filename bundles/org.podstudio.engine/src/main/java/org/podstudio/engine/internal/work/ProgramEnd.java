package org.podstudio.engine.internal.work;

/** Whether the program is ending, as after Ctrl+C or SIGTERM, though nothing may have been closed yet. For any thread. */
public final class ProgramEnd {

    private static final Thread NOBODY = new Thread(() -> {});

    private ProgramEnd() {
    }

    /** From before the first shutdown hook runs. */
    public static boolean underWay() {
        try {
            Runtime.getRuntime().removeShutdownHook(NOBODY);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
