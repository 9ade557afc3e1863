package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a file is known by under whatever name on its disk: its number there, where disks number their files, its size and the time of its
 * content. Costs no reading. A file that was written to since, or put in its place, is another.
 *
 * @param text without spaces
 */
record Identity(String text) {

    static Identity of(Path file) throws IOException {
        try {
            return of(Files.readAttributes(file, "unix:ino,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return of(Files.readAttributes(file, "size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** Whether this very file is there. */
    boolean at(Path place) throws IOException {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && equals(of(place));
    }

    private static Identity of(Map<String, Object> attributes) {
        return new Identity(attributes.getOrDefault("ino", "") + "," + attributes.get("size") + ","
                + ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS));
    }
}
