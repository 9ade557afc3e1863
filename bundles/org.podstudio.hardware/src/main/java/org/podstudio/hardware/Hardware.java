package org.podstudio.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles the machine: once a process, and again when asked. For any thread. */
@Component(service = Hardware.class)
public final class Hardware {

    private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

    private final UserFolder user;
    private final Supplier<Machine> probe;
    private final Clock clock;
    private Optional<Profile> known = Optional.empty();
    private Optional<List<Tool>> tools = Optional.empty();

    /** Profiles this machine and keeps the profile in the current user folder. */
    @Activate
    public Hardware() {
        this(UserFolder.current());
    }

    /** Profiles this machine and keeps the profile in a user folder. */
    public Hardware(UserFolder user) {
        this(user, Machine::probe, Clock.systemUTC());
    }

    Hardware(UserFolder user, Supplier<Machine> probe, Clock clock) {
        this.user = user;
        this.probe = probe;
        this.clock = clock;
    }

    /** The machine's profile, measured by the first call in this process; also written to {@link UserFolder#hardwareProfile()}. */
    public synchronized Profile profile() {
        return known.orElseGet(this::refresh);
    }

    /** Measures again: memory, disks and devices come and go. */
    public synchronized Profile refresh() {
        Profile profile = measure();
        known = Optional.of(profile);
        keep(profile);
        return profile;
    }

    /** What is known of a program from earlier trials, here or in an earlier process. */
    public synchronized Optional<Tool> tool(String identity) {
        return tools().stream().filter(t -> t.identity().equals(identity)).findFirst();
    }

    /** Remembers what a program can do; what was known of others in the same place is forgotten. */
    public synchronized void keep(Tool tool) {
        List<Tool> all = new ArrayList<>(ProfileFile.tools(user.hardwareProfile()));
        all.removeIf(t -> t.identity().equals(tool.identity()) || t.program().equals(tool.program()));
        all.add(tool);
        tools = Optional.of(List.copyOf(all));
        known = Optional.empty();
        try {
            ProfileFile.write(all, user.hardwareProfile());
        } catch (IOException e) {
            LOG.warn("What {} can do could not be written to {}: {}", tool.program(), user.hardwareProfile(), e
                    .getMessage());
        }
    }

    private List<Tool> tools() {
        if (tools.isEmpty()) {
            tools = Optional.of(ProfileFile.tools(user.hardwareProfile()));
        }
        return tools.get();
    }

    /**
     * Bytes this user may still write to the disk of a path; the path need not exist.
     *
     * @throws UncheckedIOException when the disk cannot be asked
     */
    public static long diskFree(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = Objects.requireNonNull(existing.getParent(), "a root always exists");
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Profile measure() {
        Machine machine = probe.get();
        List<Gpu> gpus = machine.gpus().stream().sorted(Comparator.comparingLong(Gpu::memoryBytes).reversed()).toList();
        long gpuBytes = gpus.isEmpty() ? 0 : gpus.getFirst().memoryBytes();
        return new Profile(machine.os(), System.getProperty("os.arch", ""), machine.cpu(), machine.physicalCores(),
                machine.logicalCores(), machine.memoryBytes(), machine.memoryAvailableBytes(), gpus,
                diskFree(user.root()), System.getProperty("java.version", ""),
                Abilities.tier(gpuBytes, machine.memoryBytes()), Abilities.limits(gpuBytes, machine.memoryBytes()),
                tools(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** A profile that cannot be kept is still a profile. */
    private void keep(Profile profile) {
        try {
            ProfileFile.write(profile, user.hardwareProfile());
        } catch (IOException e) {
            LOG.warn("The hardware profile could not be written to {}: {}", user.hardwareProfile(), e.getMessage());
        }
    }
}
