package org.podstudio.media.internal.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.bytedeco.javacpp.Loader;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the programs lie: unpacked once below the user's folder, or where the system property {@code podstudio.ffmpeg} or
 * the environment's {@code PODSTUDIO_FFMPEG} says: a folder that holds ffmpeg and ffprobe, an ffmpeg beside its ffprobe, or
 * {@code path} for the one that the system finds.
 */
public final class Natives {

    private static final Logger LOG = LoggerFactory.getLogger(Natives.class);
    private static final Pattern MISSING = Pattern.compile("shared libraries: (\\S+): cannot open shared object file");

    private final Path ffmpeg;
    private final Path ffprobe;
    private final Path standIns;
    private final boolean bundled;

    private Natives(Path ffmpeg, Path ffprobe, Path standIns, boolean bundled) {
        this.ffmpeg = ffmpeg;
        this.ffprobe = ffprobe;
        this.standIns = standIns;
        this.bundled = bundled;
    }

    /** The chosen one, else the bundled one: unpacks what is not unpacked yet, a second's work the first time. */
    public static Natives unpack() {
        String own = chosen();
        return own.isBlank() ? bundled() : own(own);
    }

    /** What the user has chosen instead of the bundled one; empty: nothing. */
    public static String chosen() {
        return System.getProperty("podstudio.ffmpeg", System.getenv().getOrDefault("PODSTUDIO_FFMPEG", ""));
    }

    /** The bundled one. */
    public static Natives bundled() {
        Natives natives = bundled(UserFolder.current().natives().resolve("stand-ins"));
        natives.makeStart();
        return natives;
    }

    /** The one that the system finds, if it has its ffprobe beside it. */
    public static Optional<Natives> onPath(String searchPath) {
        return Stream.of(searchPath.split(Pattern.quote(File.pathSeparator))).filter(f -> !f.isBlank()).map(Path::of)
                .filter(folder -> Files.isExecutable(program(folder, "ffmpeg"))
                        && Files.isExecutable(program(folder, "ffprobe")))
                .map(Natives::in).findFirst();
    }

    /** The search path of the system. */
    public static String searchPath() {
        return System.getenv().getOrDefault("PATH", "");
    }

    private static Natives own(String chosen) {
        if (chosen.equals("path")) {
            return onPath(searchPath()).orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION,
                    "media.no-ffmpeg", "There is no ffmpeg on the search path, though it was chosen.",
                    "Install one with its ffprobe, or leave PODSTUDIO_FFMPEG empty for the one that comes with PODStudio."));
        }
        Path path = Path.of(chosen);
        Natives own = in(Files.isDirectory(path) ? path : Objects.requireNonNullElse(path.getParent(), path));
        if (!Files.isExecutable(own.ffprobe) || !own.firstWords().contains("version")) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "media.no-ffmpeg", "There is no ffmpeg that works, "
                    + "with its ffprobe beside it, at " + chosen + ", though it was chosen.",
                    "Let PODSTUDIO_FFMPEG name another one, or leave it empty for the one that comes with PODStudio.");
        }
        return own;
    }

    private static Natives in(Path folder) {
        return new Natives(program(folder, "ffmpeg"), program(folder, "ffprobe"), folder, false);
    }

    /** Names these programs and changes when they do. */
    public String identity() {
        try {
            return ffmpeg.toRealPath() + " " + Files.size(ffmpeg) + " " + Files.getLastModifiedTime(ffmpeg).toMillis();
        } catch (IOException e) {
            return ffmpeg.toString();
        }
    }

    public Path ffmpeg() {
        return ffmpeg;
    }

    public Path ffprobe() {
        return ffprobe;
    }

    /** The child finds its libraries beside it and words its errors in English, whatever the user's language. */
    void prepare(Map<String, String> environment) {
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("AV_LOG_FORCE_NOCOLOR", "1");
        environment.put("SVT_LOG", "1");
        if (linux() && bundled) {
            String path = Objects.requireNonNull(ffmpeg.toAbsolutePath().getParent()) + ":" + standIns;
            environment.merge("LD_LIBRARY_PATH", path, (old, ours) -> old.isEmpty() ? ours : ours + ":" + old);
        }
    }

    static boolean linux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    private static Natives bundled(Path standIns) {
        Path target = UserFolder.current().natives();
        String platform = Loader.Detector.getPlatform();
        try {
            Path folder = Unpacking.unpack(target, platform)
                    .orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION,
                            "media.no-ffmpeg", "There is no ffmpeg for this kind of machine (" + platform + ").",
                            "Let PODSTUDIO_FFMPEG name a folder that holds ffmpeg and ffprobe."));
            return new Natives(program(folder, "ffmpeg"), program(folder, "ffprobe"), standIns, true);
        } catch (IOException e) {
            throw new ProcessingException(ErrorKind.RESOURCE, "media.no-ffmpeg", "ffmpeg cannot be unpacked to "
                    + target + ": "
                    + e.getMessage() + ".",
                    "Make room there, or let PODSTUDIO_HOME name a folder that can be written to.", e);
        }
    }

    private static Path program(Path folder, String name) {
        Path windows = folder.resolve(name + ".exe");
        return Files.exists(windows) ? windows : folder.resolve(name);
    }

    /**
     * The Linux build is bound to libraries of sound servers and windows that a server lacks and a file never needs. An
     * empty library of the same name satisfies the loader, which binds functions only when they are called.
     */
    private void makeStart() {
        for (int round = 0; linux() && round <= StandIn.NAMES.size(); round++) {
            Matcher missing = MISSING.matcher(firstWords());
            if (!missing.find() || !StandIn.NAMES.contains(missing.group(1))) {
                return;
            }
            LOG.info("{} is not on this machine; a stand-in takes its place", missing.group(1));
            StandIn.write(standIns, Objects.requireNonNull(missing.group(1)));
        }
    }

    private String firstWords() {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-version"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        prepare(builder.environment());
        try {
            Process process = builder.start();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> process.destroyForcibly());
            try (InputStream words = process.getInputStream()) {
                return new String(words.readNBytes(4096));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            String variable = bundled ? "PODSTUDIO_HOME" : "PODSTUDIO_FFMPEG";
            throw new ProcessingException(ErrorKind.CONFIGURATION, "media.no-ffmpeg", "ffmpeg at " + ffmpeg
                    + " does not start: "
                    + e.getMessage() + ".",
                    "Allow programs to run in that folder, or let " + variable + " name another one.", e);
        }
    }
}
