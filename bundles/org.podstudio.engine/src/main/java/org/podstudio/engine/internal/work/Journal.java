package org.podstudio.engine.internal.work;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.store.Assets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names each result before it is put in place. When the process dies between that and the commit, recovery finds here what lies in the
 * project without being recorded, and removes it: the job runs again and makes it anew.
 */
public final class Journal {

    static final String NAME = "placing.txt";
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private Journal() {
    }

    /** Writes down that a file is about to appear; on disk when it returns. */
    static void write(Path journal, Path target) throws IOException {
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, target + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /** Clears the scratch folders that a dead process left in a project, and undoes what it had put in place but not recorded. */
    public static void recover(ProjectFolder folder, Assets assets) {
        if (!Files.isDirectory(folder.scratch())) {
            return;
        }
        try (DirectoryStream<Path> strays = Files.newDirectoryStream(folder.scratch())) {
            for (Path stray : strays) {
                undo(stray.resolve(NAME), folder, assets);
                Scratch.delete(stray);
            }
        } catch (IOException e) {
            LOG.warn("The temporary folder {} could not be cleared: {}", folder.scratch(), e.toString());
        }
    }

    private static void undo(Path journal, ProjectFolder folder, Assets assets) throws IOException {
        List<String> targets = Files.isRegularFile(journal) ? Files.readAllLines(journal) : List.of();
        for (String line : targets) {
            Path target = Path.of(line);
            if (assets.byPath(folder.relative(target)).isEmpty() && Files.deleteIfExists(target)) {
                LOG.info("Removed {}: the program ended before it was recorded", target);
            }
        }
    }
}
