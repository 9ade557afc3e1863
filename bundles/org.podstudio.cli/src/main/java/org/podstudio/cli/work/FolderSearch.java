package org.podstudio.cli.work;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.project.Problem;
import org.podstudio.cli.screen.FileResult;

/** The files of a folder that are not hidden. A folder below it that cannot be read leaves the others going. */
@NonNullByDefault({}) // what it overrides leaves its parameters open
final class FolderSearch extends SimpleFileVisitor<Path> {

    private final Path top;
    private final List<Path> files = new ArrayList<>();
    private final List<FileResult> refused = new ArrayList<>();

    FolderSearch(Path top) {
        this.top = top;
    }

    /**
     * Looks into a folder.
     *
     * @param recursive whether to the bottom
     */
    static FolderSearch in(Path folder, boolean recursive) throws IOException {
        // links below it are not followed, but the one that the user named is
        Path top = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
        FolderSearch search = new FolderSearch(top);
        Files.walkFileTree(top, EnumSet.noneOf(FileVisitOption.class), recursive ? Integer.MAX_VALUE : 1, search);
        return search;
    }

    /** What was found, by name. */
    List<Path> files() {
        return files.stream().sorted().toList();
    }

    /** What could not be read. */
    List<FileResult> refused() {
        return List.copyOf(refused);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!hidden(file) && Files.isRegularFile(file)) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!hidden(file)) {
            refused.add(FileResult.failed(file, new Problem(ErrorKind.INPUT, "input.unreadable",
                    file + " cannot be read.", "Check its permissions.", Optional.empty())));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }

    // what the user named is meant, even if it is hidden
    private boolean hidden(Path file) {
        return !file.equals(top) && String.valueOf(file.getFileName()).startsWith(".");
    }
}
