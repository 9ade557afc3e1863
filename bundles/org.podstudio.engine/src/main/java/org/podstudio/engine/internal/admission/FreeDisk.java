package org.podstudio.engine.internal.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.Nullable;

/** How much a disk has left. */
public final class FreeDisk {

    private FreeDisk() {
    }

    /** Bytes free where a folder is, or would be made; as much as there can be when the system does not tell, for writing will. */
    public static long at(Path folder) {
        @Nullable
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? Long.MAX_VALUE : Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
