package org.podstudio.api.project;

import java.nio.file.Path;

/**
 * What a user keeps across projects. Knows names only: it touches no file.
 *
 * @param root absolute, normalised
 */
public record UserFolder(Path root) {

    /** Makes the path absolute and normalised. */
    public UserFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The folder that {@code PODSTUDIO_HOME} names (the system property {@code podstudio.home} comes first), else {@code ~/.podstudio}. */
    public static UserFolder current() {
        String fallback = Path.of(System.getProperty("user.home"), ".podstudio").toString();
        String environment = System.getenv().getOrDefault("PODSTUDIO_HOME", fallback);
        return new UserFolder(Path.of(System.getProperty("podstudio.home", environment)));
    }

    /** Fetched and imported models, one folder a card. */
    public Path models() {
        return root.resolve("models");
    }

    /** What tells of folders that processes keep for the time being, a file each. */
    public Path temporaries() {
        return root.resolve("temporary");
    }

    /** The last hardware probe. */
    public Path hardwareProfile() {
        return root.resolve("hardware_profile.json");
    }

    /** Projects opened lately, newest first. */
    public Path recentProjects() {
        return root.resolve("recent_projects.json");
    }

    /** Native libraries unpacked once, by library and version. */
    public Path natives() {
        return root.resolve("natives");
    }

    /** Empty databases that those of new projects are copies of. */
    public Path blankDatabases() {
        return root.resolve("databases");
    }

    /** What long work has done before it was cut off. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }
}
