package org.podstudio.imaging;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;

/** The Java memory of this program. */
public final class Heap {

    private static final long MEGABYTE = 1L << 20;
    /** The rest is for the program itself, and for the room that a collector needs to move things. */
    private static final double SHARE_OF_PICTURES = 0.8;

    private Heap() {
    }

    /** Whether pictures may take so many bytes of it at once, and what is made of them. */
    public static boolean holds(long bytes) {
        return bytes <= most();
    }

    /** Bytes that pictures may take. */
    static long most() {
        return (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_PICTURES);
    }

    /**
     * Refuses work that needs more, before anything of that size is allocated.
     *
     * @param operation begins the code of the refusal
     * @param name of the picture
     * @param remedy what makes the work smaller: {@code Choose a smaller width}
     * @throws ProcessingException {@code crop.no-memory} of the operation {@code crop}
     */
    public static void require(long bytes, String operation, String name, String remedy) {
        if (!holds(bytes)) {
            throw new ProcessingException(ErrorKind.RESOURCE, operation + ".no-memory",
                    "%s needs %d MB of Java memory, and %d MB may be used.".formatted(name, bytes / MEGABYTE,
                            most() / MEGABYTE),
                    remedy + ", or start with more memory (-Xmx).");
        }
    }
}
