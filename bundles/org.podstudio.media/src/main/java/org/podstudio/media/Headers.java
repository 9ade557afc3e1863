package org.podstudio.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.Nullable;

/**
 * What files last asked about say of themselves: a job asks half a dozen times about its source and its result, each time by a child process. A file
 * is known again by its place on the disk, so also where it was moved to, until it is written to. Any thread.
 */
final class Headers {

    private static final int MOST = 64;

    private final Map<Key, MediaInfo> known = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Key, MediaInfo> eldest) {
            return size() > MOST;
        }
    };

    /** @param place on the disk, or the path where systems tell none */
    private record Key(Object place, long bytes, FileTime written) {

        static Optional<Key> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Key(Objects.requireNonNullElse(now.fileKey(), file.toAbsolutePath()), now.size(),
                        now.lastModifiedTime()));
            } catch (IOException e) {
                return Optional.empty(); // whoever probes it says why
            }
        }
    }

    /** What is known, or else what is found out now. */
    MediaInfo of(Path file, Supplier<MediaInfo> probe) {
        Optional<Key> key = Key.of(file);
        Optional<MediaInfo> before = key.flatMap(this::find);
        if (before.isPresent()) {
            return before.get();
        }
        MediaInfo now = probe.get();
        key.filter(k -> k.equals(Key.of(file).orElse(null))).ifPresent(k -> keep(k, now));
        return now;
    }

    private synchronized Optional<MediaInfo> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    private synchronized void keep(Key key, MediaInfo info) {
        known.put(key, info);
    }
}
