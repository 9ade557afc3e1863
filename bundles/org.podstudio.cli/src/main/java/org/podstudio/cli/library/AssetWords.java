package org.podstudio.cli.library;

import java.util.Map;
import java.util.stream.Collectors;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Content;
import org.podstudio.cli.context.ProjectAssets;
import org.podstudio.cli.screen.Json;

/** How assets are named and described to people. */
public final class AssetWords {

    private AssetWords() {
    }

    /** @throws ProcessingException {@code asset.not-found} */
    public static Asset named(ProjectAssets assets, String name) {
        return assets.asset(name)
                .orElseThrow(() -> ProcessingException.input("asset.not-found", "There is no asset '" + name + "'.",
                        "podstudio assets lists those there are; name one by id, path or file name."));
    }

    /** As programs see it. */
    static Map<String, Object> wire(Asset asset) {
        Map<String, Object> wire = Json.fields(asset);
        wire.put("generator", asset.generator().map(Json::embedded));
        return wire;
    }

    /** {@code 1200x800}, {@code 12.5 s}, {@code 1920x1080 12.5 s}. */
    static String measure(Content content) {
        String size = content.width().isPresent() && content.height().isPresent()
                ? content.width().getAsInt() + "x" + content.height().getAsInt()
                : "";
        String time = content.seconds().isPresent() ? "%.1f s".formatted(content.seconds().getAsDouble()) : "";
        return (size + " " + time).strip();
    }

    /** {@code 3.4 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000 ? "%.0f kB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
    }

    /** Tags in order, a star for each point of the rating, and whether it is approved. */
    static String labels(Asset asset) {
        String tags = asset.labels().tags().stream().sorted().map(tag -> "#" + tag).collect(Collectors.joining(" "));
        return (tags + " " + "*".repeat(asset.labels().rating()) + (asset.labels().approved() ? " approved" : ""))
                .strip();
    }
}
