package org.podstudio.imaging;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** The Java memory of this program. */
public final class Heap {

    private static final long MEGABYTE = 1L << 20;

    private Heap() {
    }

    /** Whether there is so much. */
    public static boolean fits(long bytes) {
        return bytes <= Runtime.getRuntime().maxMemory();
    }

    /**
     * Refuses work that needs more than there is, before anything of that size is allocated.
     *
     * @param operation begins the code of the refusal
     * @param name of the picture
     * @param remedy what makes the work smaller: {@code Choose a smaller width}
     * @throws ProcessingException {@code crop.no-memory} of the operation {@code crop}
     */
    public static void require(long bytes, String operation, String name, String remedy) {
        if (!fits(bytes)) {
            long most = Runtime.getRuntime().maxMemory();
            throw new ProcessingException(ErrorKind.RESOURCE, operation + ".no-memory",
                    "%s needs %d MB of Java memory, and %d MB is all there is.".formatted(name, bytes / MEGABYTE,
                            most / MEGABYTE),
                    remedy + ", or start with more memory (-Xmx).");
        }
    }
}
