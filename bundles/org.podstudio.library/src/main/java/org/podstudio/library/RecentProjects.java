package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.UserFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code recent_projects.json}: the projects opened last, newest first. Nice to have: that it cannot be written
 * stops nobody.
 */
final class RecentProjects {

    private static final Logger LOG = LoggerFactory.getLogger(RecentProjects.class);
    private static final int KEPT = 20;

    private final Path file;

    RecentProjects(UserFolder user) {
        this.file = user.recentProjects();
    }

    synchronized void opened(ProjectFolder folder, Instant now) {
        List<Map<String, String>> entries = new ArrayList<>();
        entries.add(new TreeMap<>(Map.of("path", folder.root().toString(), "opened", now.toString())));
        read().stream().filter(e -> !folder.root().toString().equals(e.get("path"))).limit(KEPT - 1)
                .forEach(entries::add);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JsonFile.write(file, entries);
        } catch (IOException e) {
            LOG.warn("The list of recent projects {} cannot be written: {}", file, e.toString());
        }
    }

    List<ProjectFolder> list() {
        return read().stream().map(e -> e.getOrDefault("path", "")).filter(path -> !path.isEmpty())
                .map(path -> new ProjectFolder(Path.of(path))).filter(folder -> Files.isRegularFile(folder.config()))
                .toList();
    }

    private List<Map<String, String>> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            return JsonFile.readList(file);
        } catch (IOException e) {
            LOG.warn("The list of recent projects {} cannot be read and starts anew: {}", file, e.toString());
            return List.of();
        }
    }
}
