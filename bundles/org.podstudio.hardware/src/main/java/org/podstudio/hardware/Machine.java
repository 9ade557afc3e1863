package org.podstudio.hardware;

import java.lang.management.ManagementFactory;
import java.util.List;

import javax.management.JMException;
import javax.management.ObjectName;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;

/** What OSHI says of a machine, before any rule is applied to it; units as in {@link Profile}. */
record Machine(String os, String cpu, int physicalCores, int logicalCores, long memoryBytes, long memoryAvailableBytes,
        List<Gpu> gpus) {

    /** Asks only what is answered at once: no disks, no processes, no sensors, no load sampled over time. */
    static Machine probe() {
        SystemInfo info = new SystemInfo();
        HardwareAbstractionLayer hardware = info.getHardware();
        CentralProcessor cpu = hardware.getProcessor();
        GlobalMemory memory = hardware.getMemory();
        long limit = containerBytes();
        return new Machine(System.getProperty("os.name") + " " + System.getProperty("os.version"),
                cpu.getProcessorIdentifier().getName().strip(), Math.max(1, cpu.getPhysicalProcessorCount()),
                Math.max(1, Math.min(cpu.getLogicalProcessorCount(), Runtime.getRuntime().availableProcessors())),
                Math.min(memory.getTotal(), limit), Math.min(memory.getAvailable(), limit), hardware.getGraphicsCards()
                        .stream().map(card -> new Gpu(card.getName(), card.getVendor(), card.getVRam())).toList());
    }

    /**
     * OSHI reads the host's memory; Java knows the limit that a container puts on this process. Asked by name, because the class that has
     * the method is in no standard package.
     */
    private static long containerBytes() {
        try {
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object bytes = ManagementFactory.getPlatformMBeanServer().getAttribute(system, "TotalMemorySize");
            return bytes instanceof Long limit && limit > 0 ? limit : Long.MAX_VALUE;
        } catch (JMException e) {
            return Long.MAX_VALUE;
        }
    }
}
