package org.podstudio.engine.internal.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryInUseTest {

    @TempDir
    Path folder = Path.of("");

    private final AtomicLong time = new AtomicLong();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("meminfo"), """
            MemTotal:       1000 kB
            MemFree:          10 kB
            MemAvailable:    400 kB
            HugePages_Total:       0
            """);
    }

    @Test
    void what_the_kernel_gives_back_at_once_is_not_in_use() {
        assertEquals(0.6, memory().getAsDouble(), 1e-9);
    }

    @Test
    void a_container_has_its_own_limit() throws IOException {
        container("500", "480", 30);
        assertEquals(0.9, memory().getAsDouble(), 1e-9);
        container("max", "480", 30);
        assertEquals(0.6, memory().getAsDouble(), 1e-9);
    }

    @Test
    void it_looks_again_after_a_quarter_of_a_second() throws IOException {
        MemoryInUse memory = memory();
        assertEquals(0.6, memory.getAsDouble(), 1e-9);
        Files.writeString(folder.resolve("meminfo"), "MemTotal: 1000 kB\nMemAvailable: 100 kB\n");
        assertEquals(0.6, memory.getAsDouble(), 1e-9);
        time.set(250_000_000);
        assertEquals(0.9, memory.getAsDouble(), 1e-9);
    }

    @Test
    void of_this_machine_it_is_a_share() {
        double share = new MemoryInUse().getAsDouble();
        assertTrue(share >= 0 && share <= 1, () -> share + "");
    }

    @Test
    void of_this_disk_some_is_free() {
        Disk disk = Disk.at(folder.resolve("not/there/yet"));
        assertTrue(disk.freeBytes() > 0 && disk.inUse() >= 0 && disk.inUse() <= 1, disk::toString);
    }

    private MemoryInUse memory() {
        return new MemoryInUse(folder.resolve("meminfo"), folder, time::get);
    }

    private void container(String most, String now, int cache) throws IOException {
        Files.writeString(folder.resolve("memory.max"), most + "\n");
        Files.writeString(folder.resolve("memory.current"), now + "\n");
        Files.writeString(folder.resolve("memory.stat"), "anon 5\ninactive_file " + cache + "\n");
    }
}
