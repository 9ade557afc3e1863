package org.podstudio.cli.machine;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.cli.screen.Json;
import org.podstudio.hardware.Profile;

import picocli.CommandLine.Command;

/** What the machine has and what that is good for. */
@Command(name = "hardware", description = "Tells what this machine has and what it is good for.")
public final class HardwareCommand implements Callable<Integer> {

    private static final double GIB = 1L << 30;

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
    }
}
