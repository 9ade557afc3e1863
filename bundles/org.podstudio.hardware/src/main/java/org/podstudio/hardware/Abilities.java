package org.podstudio.hardware;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that turn memory into a tier and into sentences. A rule's figures are decimal gigabytes: a machine sold with 16 GB reports
 * somewhat less than 16 GiB and must not fall below 16.
 */
final class Abilities {

    private static final long GB = 1_000_000_000L;

    /** An operation does well with this much graphics memory or, without, with this much memory. */
    private record Rule(String operation, long gpuBytes, long memoryBytes, String instead) {

        boolean met(long gpu, long memory) {
            return gpu >= gpuBytes || memory >= memoryBytes;
        }

        String sentence(long gpu, long memory) {
            String has = gpu > 0
                    ? "%s of graphics memory and %s of memory".formatted(gb(gpu), gb(memory))
                    : gb(memory) + " of memory and no usable GPU";
            return "%s wants %s of graphics memory or %s of memory; this machine has %s. %s".formatted(operation,
                    gb(gpuBytes), gb(memoryBytes), has, instead);
        }
    }

    private static final Rule CUT_OUT = new Rule("Background removal", 2 * GB, 8 * GB,
            "Use a small model such as u2netp, or reduce the pictures first.");
    private static final Rule TWICE = new Rule("Upscaling x2", 4 * GB, 8 * GB,
            "Use smaller tiles, one picture at a time.");
    private static final Rule FOUR_TIMES = new Rule("Upscaling x4", 6 * GB, 16 * GB, "Use x2, or smaller tiles.");

    private static final long FILM_GPU = 6 * GB;

    private Abilities() {
    }

    static Tier tier(long gpuBytes, long memoryBytes) {
        if (FOUR_TIMES.met(gpuBytes, memoryBytes)) {
            return Tier.GREEN;
        }
        return CUT_OUT.met(gpuBytes, memoryBytes) ? Tier.YELLOW : Tier.RED;
    }

    static List<String> limits(long gpuBytes, long memoryBytes) {
        List<String> limits = new ArrayList<>();
        for (Rule rule : List.of(CUT_OUT, TWICE, FOUR_TIMES)) {
            if (!rule.met(gpuBytes, memoryBytes)) {
                limits.add(rule.sentence(gpuBytes, memoryBytes));
            }
        }
        if (gpuBytes < FILM_GPU) {
            limits.add("Video upscaling without %s of graphics memory is slow. Try a short clip first."
                    .formatted(gb(FILM_GPU)));
        }
        return limits;
    }

    private static String gb(long bytes) {
        return Math.round((double) bytes / GB) + " GB";
    }
}
