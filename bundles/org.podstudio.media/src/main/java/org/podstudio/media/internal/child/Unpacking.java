package org.podstudio.media.internal.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

import org.bytedeco.ffmpeg.ffprobe;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the programs and their libraries from the bundle of the natives to the disk. JavaCPP's own loader would load
 * them into this program as well, which fails on machines without a sound server and gains nothing. The folder's name
 * tells its content, and it appears in one step, so a crash on the way or a second program at the same time does no
 * harm.
 */
final class Unpacking {

    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);
    private static final String DRAFT = "draft";
    private static final String ROOT = "org/bytedeco/ffmpeg/";

    private Unpacking() {
    }

    /**
     * @param target where the folder is made
     * @param platform JavaCPP's word for the machine: {@code linux-x86_64}
     * @return the folder; empty when there are no natives for the platform. The GPL build is preferred where both are
     *        installed
     */
    static Optional<Path> unpack(Path target, String platform) throws IOException {
        for (String build : List.of(platform + "-gpl", platform)) {
            List<URL> files = files(ROOT + build + "/");
            if (!files.isEmpty()) {
                return Optional.of(unpack(target, build, files));
            }
        }
        return Optional.empty();
    }

    private static synchronized Path unpack(Path target, String build, List<URL> files) throws IOException {
        Path folder = target.resolve("ffmpeg-" + build + "-" + stamp(files));
        Files.createDirectories(target);
        try (FileChannel channel = FileChannel.open(target.resolve(".unpacking"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            LOG.debug("{} under {}", folder, lock);
            if (!Files.isDirectory(folder)) {
                sweep(target); // under the lock no other draft is alive
                draft(target, files, folder);
            }
        }
        return folder;
    }

    /** Copies the files and shows them as the folder, all or nothing. */
    static void draft(Path target, List<URL> files, Path folder) throws IOException {
        Path draft = Files.createTempDirectory(target, DRAFT);
        try {
            for (URL file : files) {
                copy(file, draft);
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(draft);
        }
    }

    /** Deletes what a crash left. */
    private static void sweep(Path target) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(target, DRAFT + "*")) {
            for (Path draft : drafts) {
                delete(draft);
            }
        }
    }

    private static void delete(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(draft)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(draft);
    }

    private static void copy(URL url, Path folder) throws IOException {
        Path file = folder.resolve(name(url));
        try (InputStream in = url.openStream()) {
            Files.copy(in, file);
        }
        File plain = file.toFile();
        if (!plain.setExecutable(true, false)) {
            LOG.warn("{} cannot be made executable", file);
        }
    }

    /** Changes with the names and sizes of what is unpacked. */
    private static String stamp(List<URL> files) throws IOException {
        CRC32 sum = new CRC32();
        for (URL file : files) {
            sum.update((name(file) + file.openConnection().getContentLengthLong() + "\n").getBytes());
        }
        return Long.toHexString(sum.getValue());
    }

    /**
     * The files of a folder of the natives, without the bridges into Java; in OSGi they lie in a fragment, in tests in
     * a jar.
     */
    private static List<URL> files(String folder) throws IOException {
        List<URL> files = new ArrayList<>();
        Optional<Bundle> bundle = Optional.ofNullable(FrameworkUtil.getBundle(ffprobe.class));
        if (bundle.isPresent()) {
            Optional.ofNullable(bundle.get().findEntries(folder, "*", false))
                    .ifPresent(found -> files.addAll(Collections.list(found)));
        } else {
            files.addAll(inJar(folder));
        }
        Set<String> names = new HashSet<>();
        files.removeIf(f -> f.getPath().endsWith("/") || name(f).contains("jni") || name(f).endsWith(".h")
                || !names.add(name(f)));
        files.sort((a, b) -> name(a).compareTo(name(b)));
        return files;
    }

    private static List<URL> inJar(String folder) throws IOException {
        List<URL> files = new ArrayList<>();
        for (String program : List.of("ffmpeg", "ffmpeg.exe")) {
            URL url = ffprobe.class.getClassLoader().getResource(folder + program);
            if (url != null && url.openConnection() instanceof JarURLConnection jar) {
                for (var entry : Collections.list(jar.getJarFile().entries())) {
                    if (entry.getName().startsWith(folder) && entry.getName().indexOf('/', folder.length()) < 0) {
                        files.add(Objects.requireNonNull(ffprobe.class.getClassLoader().getResource(entry.getName())));
                    }
                }
            }
        }
        return files;
    }

    private static String name(URL url) {
        return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }
}
