package org.podstudio.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.project.UserFolder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class HardwareTest {

    private static final long GB = 1_000_000_000L;

    private final Clock noon = Clock.fixed(Instant.parse("2026-11-21T12:00:00.5Z"), ZoneOffset.UTC);
    private final UserFolder user;

    HardwareTest(@TempDir Path temp) {
        user = new UserFolder(temp.resolve("not yet there"));
    }

    private static Machine machine(long memoryBytes, Gpu... gpus) {
        return new Machine("Linux 6", "Some CPU", 4, 8, memoryBytes, memoryBytes / 2, List.of(gpus));
    }

    private Hardware hardware(Machine machine) {
        return new Hardware(user, () -> machine, noon);
    }

    @ParameterizedTest
    @CsvSource({"0, 16, GREEN", "6, 4, GREEN", "0, 15, YELLOW", "4, 4, YELLOW", "2, 4, YELLOW", "0, 8, YELLOW",
            "0, 7, RED", "1, 4, RED"})
    void memory_decides_the_tier(long gpuGb, long memoryGb, Tier tier) {
        assertEquals(tier, hardware(machine(memoryGb * GB, new Gpu("g", "v", gpuGb * GB))).profile().tier());
    }

    @Test
    void a_machine_sold_with_16_gb_is_green_though_firmware_takes_some() {
        assertEquals(Tier.GREEN, Abilities.tier(0, (16L << 30) - (600L << 20)));
    }

    @Test
    void a_limit_says_what_is_missing_and_what_to_do_instead() {
        String limit = hardware(machine(8 * GB)).profile().limits().getFirst();
        assertEquals(
                "Upscaling x4 wants 6 GB of graphics memory or 16 GB of memory; this machine has 8 GB of memory and no usable GPU. "
                        + "Use x2, or smaller tiles.",
                limit);
    }

    @Test
    void the_strongest_gpu_comes_first_and_decides() {
        Profile profile = hardware(machine(4 * GB, new Gpu("on board", "", 0), new Gpu("big", "", 24 * GB))).profile();
        assertEquals("big", profile.gpus().getFirst().name());
        assertEquals(List.of(), profile.limits());
    }

    @Test
    void measures_once_a_process_and_again_when_asked() {
        AtomicInteger probes = new AtomicInteger();
        Hardware hardware = new Hardware(user, () -> {
            probes.incrementAndGet();
            return machine(GB);
        }, noon);
        assertSame(hardware.profile(), hardware.profile());
        hardware.refresh();
        assertEquals(2, probes.get());
    }

    @Test
    void the_profile_is_kept_as_json_and_nothing_else_is_left() throws IOException {
        Profile profile = hardware(machine(16 * GB, new Gpu("g", "v", 8 * GB))).profile();
        JsonNode json = new ObjectMapper().readTree(user.hardwareProfile().toFile());
        assertEquals("GREEN", json.path("tier").asText());
        assertEquals(8 * GB, json.path("gpus").path(0).path("memoryBytes").asLong());
        assertEquals("2026-11-21T12:00:00Z", json.path("measured").asText());
        assertEquals(profile.memoryBytes(), json.path("memoryBytes").asLong());
        try (Stream<Path> files = Files.list(user.root())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_profile_that_cannot_be_kept_is_still_a_profile(@TempDir Path temp) throws IOException {
        UserFolder blocked = new UserFolder(Files.createFile(temp.resolve("file")));
        assertEquals(Tier.RED, new Hardware(blocked, () -> machine(GB), noon).profile().tier());
    }

    @Test
    void disk_free_is_known_for_a_path_that_does_not_exist_yet(@TempDir Path temp) {
        assertTrue(Hardware.diskFree(temp.resolve("a/b/c")) > 0);
    }

    @Test
    void this_machine_has_a_processor_and_memory() {
        long start = System.nanoTime();
        Machine machine = Machine.probe();
        System.Logger log = System.getLogger("hardware");
        log.log(System.Logger.Level.INFO, "{0} in {1} ms", machine, (System.nanoTime() - start) / 1_000_000);
        long limit = machine.memoryBytes();
        assertTrue(limit < Long.MAX_VALUE);
        assertFalse(machine.cpu().isEmpty());
        assertTrue(machine.logicalCores() >= 1 && machine.physicalCores() >= 1);
        assertTrue(machine.memoryBytes() > 100 << 20 && machine.memoryAvailableBytes() <= machine.memoryBytes());
    }

    @Test
    void what_a_program_can_do_outlives_the_process() {
        Tool tool = new Tool("ffmpeg 8 #1", "/opt/ffmpeg", "8.0", Map.of("encoder:libx264", true),
                Map.of("encoder:h264_nvenc", "Cannot load libcuda.so.1"));
        hardware(machine(8 * GB)).keep(tool);
        assertEquals(List.of(tool), hardware(machine(8 * GB)).profile().tools());
        assertEquals(tool, hardware(machine(8 * GB)).tool("ffmpeg 8 #1").orElseThrow());
    }

    @Test
    void a_program_that_was_replaced_is_forgotten_and_others_are_not() {
        Hardware hardware = hardware(machine(8 * GB));
        hardware.keep(new Tool("old", "/opt/ffmpeg", "7", Map.of("filter:x", true), Map.of()));
        hardware.keep(new Tool("other", "/usr/bin/ffmpeg", "5", Map.of(), Map.of()));
        hardware.keep(new Tool("new", "/opt/ffmpeg", "8", Map.of(), Map.of()));
        assertEquals(List.of("other", "new"), hardware.profile().tools().stream().map(Tool::identity).toList());
    }

    @Test
    void a_profile_that_makes_no_sense_is_no_obstacle() throws IOException {
        Files.createDirectories(user.root());
        Files.writeString(user.hardwareProfile(), "{\"tools\": 3}");
        assertEquals(List.of(), hardware(machine(8 * GB)).profile().tools());
    }
}
