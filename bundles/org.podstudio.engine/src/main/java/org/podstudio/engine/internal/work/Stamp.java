package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells whether a file may have been written to since, without reading it: by its size, its times and its place on the disk. Where the
 * system keeps the time of the last change of any kind, no program can hide a change.
 */
record Stamp(Map<String, Object> attributes) {

    private static final String PORTABLE = "size,lastModifiedTime,fileKey";

    static Stamp of(Path file) throws IOException {
        try {
            return new Stamp(Files.readAttributes(file, "unix:size,lastModifiedTime,fileKey,ctime"));
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return new Stamp(Files.readAttributes(file, PORTABLE));
        }
    }

    /** Size and time of the content alone, for files whose hash is not known: whoever renames or links one changes its other times, too. */
    boolean sameContent(Stamp other) {
        return attributes.get("size").equals(other.attributes.get("size"))
                && attributes.get("lastModifiedTime").equals(other.attributes.get("lastModifiedTime"));
    }
}
