package org.podstudio.engine.internal.admission;

import java.io.File;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.Nullable;

/**
 * A disk at one instant.
 *
 * @param freeBytes that may still be written
 * @param totalBytes in all, as far as they are for programs like this one; 0: not known
 */
public record Disk(long freeBytes, long totalBytes) {

    /** Of which the system does not tell: as much as there can be, for writing will tell. */
    public static final Disk UNKNOWN = new Disk(Long.MAX_VALUE, 0);

    /** The one where a folder is, or would be made. Takes microseconds: no list of mounts is read. */
    public static Disk at(Path folder) {
        @Nullable
        File there = folder.toAbsolutePath().toFile();
        while (there != null && !there.exists()) {
            there = there.getParentFile();
        }
        if (there == null || there.getTotalSpace() <= 0) {
            return UNKNOWN;
        }
        // what is kept for the system's own use is neither free nor taken
        long free = there.getUsableSpace();
        return new Disk(free, there.getTotalSpace() - there.getFreeSpace() + free);
    }

    /** How much of it is taken, by whomever, 0 to 1; 0 when that is not known. */
    double inUse() {
        return totalBytes <= 0 ? 0 : Math.clamp(1 - freeBytes / (double) totalBytes, 0, 1);
    }
}
