package org.podstudio.cli.machine;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.hardware.Profile;
import org.podstudio.hardware.Tool;
import org.podstudio.media.Ability;
import org.podstudio.media.command.Formats;

import picocli.CommandLine.Command;

/** What the machine has and what that is good for. */
@Command(name = "hardware", description = "Tells what this machine has and what it is good for.")
public final class HardwareCommand implements Callable<Integer> {

    private static final double GIB = 1L << 30;

    /** Filters that only some builds have, by what they are good for. */
    private static final Map<String, String> SOUGHT = new TreeMap<>(Map.of("subtitles", "burning subtitles in",
            "vidstabdetect", "stabilising with vidstab", "zscale", "bringing HDR to ordinary screens"));

    private final Context context;

    /** Asks the context for services when it is called. */
    public HardwareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Profile profile = context.studio().machine();
        context.screen().show(profile, out -> print(out, profile));
        return ExitCode.DONE;
    }

    private static void print(PrintStream out, Profile profile) {
        out.println("system  " + profile.os() + ", " + profile.architecture() + ", Java " + profile.java());
        out.println("cpu     " + profile.cpu() + ", " + profile.physicalCores() + " cores, " + profile.logicalCores()
                + " threads");
        out.println("memory  %.1f GiB, %.1f GiB available".formatted(profile.memoryBytes() / GIB,
                profile.memoryAvailableBytes() / GIB));
        profile.gpus()
                .forEach(gpu -> out.println("gpu     %s, %.1f GiB".formatted(gpu.name(), gpu.memoryBytes() / GIB)));
        if (profile.gpus().isEmpty()) {
            out.println("gpu     none that can be seen");
        }
        out.println("disk    %.1f GiB free".formatted(profile.diskFreeBytes() / GIB));
        out.println("tier    " + Json.word(profile.tier()));
        profile.limits().forEach(limit -> out.println("        " + limit));
        profile.tools().forEach(tool -> print(out, tool));
    }

    private static void print(PrintStream out, Tool tool) {
        out.println("ffmpeg  " + tool.version() + ", " + tool.program());
        Formats known = Formats.known();
        known.video().forEach(v -> encoders(out, v.label(), Stream.of(v.software(), v.hardware()).flatMap(List::stream),
                tool));
        known.audio().forEach(a -> encoders(out, a.label(), a.encoders().stream(), tool));
        SOUGHT.forEach((filter, what) -> out.println("        " + what + ": " + (can(tool, Ability.filter(filter))
                ? "yes"
                : "no")));
        tool.reasons()
                .forEach((ability, why) -> out.println("        " + ability.replaceFirst(".*:", "") + ": " + why));
    }

    private static void encoders(PrintStream out, String format, Stream<String> encoders, Tool tool) {
        String able = encoders.filter(e -> can(tool, Ability.encoder(e))).collect(Collectors.joining(", "));
        out.println("        " + format + ": " + (able.isEmpty() ? "no encoder" : able));
    }

    private static boolean can(Tool tool, Ability ability) {
        return tool.abilities().getOrDefault(ability.key(), false);
    }
}
