package org.podstudio.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.ProjectFolder;

/**
 * The files that the named paths mean: folders all the way down, by name, so that the same tree gives the same order
 * everywhere. Junk and hidden files in folders are passed over in silence. A link that leads out of the folder it was
 * found below is not followed.
 */
final class Sources {

    /**
     * A file to look at.
     *
     * @param file where it is
     * @param top the folder that was named and holds it somewhere below; the file's own folder when the file itself
     *             was named
     * @param named whether the file itself was named
     */
    record Source(Path file, Path top, boolean named) {}

    private static final Set<String> JUNK = Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r");
    private static final Set<String> UNFINISHED = Set.of("tmp", "temp", "part", "partial", "crdownload", "download",
            "swp", "bak");

    private final ProjectFolder project;
    private final List<Source> found = new ArrayList<>();
    private final List<ImportedFile> refused = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();

    Sources(ProjectFolder project) {
        this.project = project;
    }

    /** Adds a path that somebody named. */
    void add(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            folder(absolute, absolute);
        } else if (Files.notExists(absolute)) {
            refused.add(ImportedFile.failed(path,
                    ProcessingException.input("input.missing", "There is no file " + path + ".", "Check the path.")));
        } else if (junk(absolute)) {
            refused.add(ImportedFile.skipped(path, Optional.empty(),
                    "a temporary file or one that the system keeps for itself"));
        } else {
            take(new Source(absolute, absolute.getParent(), true));
        }
    }

    /** What is to be looked at, in order. */
    List<Source> found() {
        return found;
    }

    /** What was named and is not to be looked at. */
    List<ImportedFile> refused() {
        return refused;
    }

    private void folder(Path folder, Path top) {
        if (folder.startsWith(project.root())) {
            refused.add(ImportedFile.skipped(folder, Optional.empty(), "it belongs to the project already"));
            return;
        }
        try {
            if (entered.add(folder.toRealPath())) {
                for (Path entry : sorted(folder)) {
                    entry(entry, top);
                }
            }
        } catch (IOException e) {
            refused.add(ImportedFile.failed(folder, Disk.unreadable(folder, e)));
        }
    }

    private void entry(Path entry, Path top) throws IOException {
        if (junk(entry) || Files.isSymbolicLink(entry) && !leadsInside(entry, top)) {
            return;
        }
        if (Files.isDirectory(entry)) {
            folder(entry, top);
        } else if (Files.isRegularFile(entry)) {
            take(new Source(entry, top, false));
        }
    }

    /** Once, however often it is named. */
    private void take(Source source) {
        if (entered.add(source.file())) {
            found.add(source);
        }
    }

    private static boolean leadsInside(Path link, Path top) {
        try {
            return link.toRealPath().startsWith(top.toRealPath());
        } catch (IOException e) {
            return false; // it leads nowhere
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw new IOException(e.getCause());
        }
        entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getFileName())));
        return entries;
    }

    private static boolean junk(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith(".") || name.endsWith("~") || name.startsWith("~$") || JUNK.contains(name)
                || UNFINISHED.contains(extension) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
