package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.podstudio.content.Inspection;
import org.podstudio.library.Sources.Source;

/** Guesses themes: the folder a file lies in, else what its generator wrote, else {@code unsorted}. */
final class Themes {

    /** Folders that say where files came from and not what is in them. */
    private static final Set<String> SAYS_NOTHING = Set.of("downloads", "download", "desktop", "documents", "pictures",
            "images", "image", "photos", "music", "audio", "sounds", "videos", "video", "films", "movies", "media",
            "dcim", "camera", "output", "outputs", "export", "exports", "import", "imports", "input", "inbox",
            "new folder", "neuer ordner", "tmp", "temp", "home", "root", "users");

    private Themes() {
    }

    /**
     * @param mirrored whether folders are kept as folders, so that the one that was named gives the theme for all
     *            below it
     */
    static String of(Source source, Inspection inspection, boolean mirrored) {
        Optional<String> folder = fromFolders(mirrored ? source.top() : source.file().getParent(), source.top());
        return folder.or(() -> inspection.generator().flatMap(Themes::fromGenerator)).orElse(Words.UNSORTED);
    }

    /** The nearest folder with a telling name, up to the one that was named. */
    private static Optional<String> fromFolders(Path from, Path top) {
        Path folder = from;
        while (folder != null && folder.startsWith(top)) {
            Optional<String> theme = Optional.ofNullable(folder.getFileName()).map(Path::toString).flatMap(Words::theme)
                    .filter(Themes::telling);
            if (theme.isPresent() && !folder.equals(home())) {
                return theme;
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    private static boolean telling(String folder) {
        return !SAYS_NOTHING.contains(folder) && !folder.matches("[\\d _.-]*");
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
    }

    private static Optional<String> fromGenerator(String json) {
        try {
            Map<String, Object> fields = JsonFile.parse(json);
            return Optional.ofNullable(fields.getOrDefault("theme", fields.get("style"))).map(Object::toString)
                    .flatMap(Words::theme);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
