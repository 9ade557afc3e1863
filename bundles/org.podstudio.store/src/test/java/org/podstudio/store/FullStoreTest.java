package org.podstudio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.podstudio.testkit.SmallDisk;

/** A database on a disk that is full: see {@link FullStore}. */
class FullStoreTest {

    @Test
    void commits_and_openings_that_find_no_room_say_so_and_lose_nothing(@TempDir Path temp)
            throws IOException, InterruptedException {
        SmallDisk.run(FullStore.class, Files.createDirectory(temp.resolve("disk")), 60);
    }
}
