package org.podstudio.packs;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Pack;

/** The variables that a template may use: texts, numbers, and {@code files}, a list of maps of texts. */
final class PackWords {

    private PackWords() {
    }

    static Map<String, Object> of(Pack pack, List<PackItem> items) {
        LocalDate created = LocalDate.ofInstant(pack.created(), ZoneOffset.UTC);
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("pack_name", pack.name());
        words.put("description", pack.description().strip());
        words.put("theme", pack.theme());
        words.put("author", pack.author().isBlank() ? "the author of " + pack.name() : pack.author().strip());
        words.put("year", Integer.toString(created.getYear()));
        words.put("date", created.toString());
        words.put("license_type", word(pack.licence()));
        words.put("license_name", title(pack.licence()));
        words.put("license_summary", summary(pack.licence()));
        words.put("asset_count", items.size());
        words.put("asset_types", types(items));
        words.put("total_size", Disk.size(items.stream().mapToLong(item -> item.asset().content().bytes()).sum()));
        words.put("files", items.stream().map(PackWords::file).toList());
        return words;
    }

    /** {@code personal}, as it stands in file names and in the manifest. */
    static String word(Pack.Licence licence) {
        return licence.name().toLowerCase(Locale.ROOT);
    }

    static long count(List<PackItem> items, MediaKind kind) {
        return items.stream().filter(item -> item.asset().kind() == kind).count();
    }

    private static String title(Pack.Licence licence) {
        return switch (licence) {
            case PERSONAL -> "Personal Licence";
            case COMMERCIAL -> "Commercial Licence";
            case EXTENDED -> "Extended Commercial Licence";
        };
    }

    private static String summary(Pack.Licence licence) {
        return switch (licence) {
            case PERSONAL -> "For your own, non-commercial projects. No resale and no sharing of the files.";
            case COMMERCIAL -> "For your own and your clients' commercial work, up to 5,000 copies of each product. "
                    + "No resale and no sharing of the files themselves.";
            case EXTENDED -> "For your own and your clients' commercial work, with no limit on copies. "
                    + "No resale and no sharing of the files themselves.";
        };
    }

    /** {@code 20 images, 3 audio files}. */
    static String types(List<PackItem> items) {
        List<String> types = new ArrayList<>();
        for (MediaKind kind : MediaKind.values()) {
            long count = count(items, kind);
            if (count > 0) {
                types.add(count + " " + noun(kind) + (count == 1 ? "" : "s"));
            }
        }
        return String.join(", ", types);
    }

    private static String noun(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case AUDIO -> "audio file";
            case VIDEO -> "video";
        };
    }

    private static Map<String, String> file(PackItem item) {
        Content content = item.asset().content();
        return Map.of("name", item.name(), "path", item.path(), "kind", noun(item.asset().kind()), "details",
                details(content), "file_size", Disk.size(content.bytes()), "sha256", content.sha256());
    }

    /** {@code 1920 × 1080, 1:05}. */
    private static String details(Content content) {
        List<String> details = new ArrayList<>();
        if (content.width().isPresent() && content.height().isPresent()) {
            details.add(content.width().getAsInt() + " × " + content.height().getAsInt());
        }
        content.seconds().ifPresent(seconds -> details.add(clock(Math.round(seconds))));
        return String.join(", ", details);
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
