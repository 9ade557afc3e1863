package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.testkit.SmallDisk;

/** Thumbnails on a disk that is full: see {@link FullThumbnails}. */
class FullThumbnailsTest {

    @Test
    void a_thumbnail_without_room_is_made_later_and_no_file_is_taken_for_a_broken_one(@TempDir Path temp)
            throws IOException, InterruptedException {
        SmallDisk.run(FullThumbnails.class, Files.createDirectory(temp.resolve("disk")), 8);
    }
}
