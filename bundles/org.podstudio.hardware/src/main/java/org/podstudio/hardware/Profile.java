package org.podstudio.hardware;

import java.util.List;

/**
 * What a machine has. A snapshot.
 *
 * @param os name and version of the operating system
 * @param architecture {@code amd64}, {@code aarch64}
 * @param cpu name of the processor
 * @param physicalCores at least 1
 * @param logicalCores what the scheduler may use at once, at least 1
 * @param memoryBytes physical memory, or the limit of the container when that is less
 * @param memoryAvailableBytes what could be used without swapping when it was measured
 * @param gpus strongest first; empty when there is none or none can be seen
 * @param diskFreeBytes free for this user on the disk of the user folder
 * @param java version of the running Java
 * @param tier what all of it is good for
 * @param limits what this machine cannot do well: each one sentence with what would work instead; empty for the best
 * @param tools programs that were tried on this machine, by what each can do
 * @param measured ISO 8601, UTC
 */
public record Profile(String os, String architecture, String cpu, int physicalCores, int logicalCores, long memoryBytes,
        long memoryAvailableBytes, List<Gpu> gpus, long diskFreeBytes, String java, Tier tier, List<String> limits,
        List<Tool> tools, String measured) {

    /** Copies the lists. */
    public Profile {
        gpus = List.copyOf(gpus);
        limits = List.copyOf(limits);
        tools = List.copyOf(tools);
    }
}
