package org.podstudio.packs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.podstudio.api.MediaKind;
import org.podstudio.api.project.Content;
import org.podstudio.api.project.Pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * {@code manifest.json} after {@code schema/manifest.schema.json} of this bundle. Assets are identified by their
 * content: no ids, no times but the pack's own, so that the same pack is the same text in every project.
 */
final class Manifest {

    /** Raised when a reader of the former version would misread this one. */
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> prompts;

    private Manifest(Set<String> prompts) {
        this.prompts = prompts;
    }

    /** @param prompts paths in the pack of the prompts that are in it */
    static String of(Pack pack, List<PackItem> items, Set<String> prompts) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return JSON.writer(printer)
                    .writeValueAsString(new Manifest(prompts).pack(pack, items)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are always JSON", e);
        }
    }

    private Map<String, Object> pack(Pack pack, List<PackItem> items) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", "podstudio.pack");
        json.put("version", VERSION);
        json.put("name", pack.name());
        json.put("description", pack.description());
        json.put("theme", pack.theme());
        json.put("author", pack.author());
        json.put("license", Map.of("type", PackWords.word(pack.licence())));
        json.put("created", pack.created().toString());
        Map<String, Long> counts = new TreeMap<>();
        for (MediaKind kind : MediaKind.values()) {
            counts.put(word(kind), PackWords.count(items, kind));
        }
        json.put("counts", counts);
        json.put("bytes", items.stream().mapToLong(item -> item.asset().content().bytes()).sum());
        json.put("assets", items.stream().map(this::asset).toList());
        return json;
    }

    private Map<String, Object> asset(PackItem item) {
        Content content = item.asset().content();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", item.path());
        json.put("kind", word(item.asset().kind()));
        json.put("sha256", content.sha256());
        json.put("bytes", content.bytes());
        json.put("mime", content.mime());
        content.width().ifPresent(width -> json.put("width", width));
        content.height().ifPresent(height -> json.put("height", height));
        content.seconds().ifPresent(seconds -> json.put("seconds", seconds));
        json.put("codecs", content.codecs());
        json.put("tags", new TreeSet<>(item.asset().labels().tags()));
        if (prompts.contains(item.promptPath())) {
            json.put("prompt", item.promptPath());
        }
        json.put("edits", item.edits().stream().map(Manifest::edit).toList());
        return json;
    }

    private static Map<String, Object> edit(PackItem.Edit edit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("processor", edit.lineage().step().processor());
        json.put("revision", edit.lineage().revision());
        json.put("parameters", sorted(edit.lineage().step().parameters()));
        json.put("models", new TreeMap<>(edit.lineage().models()));
        json.put("seed", edit.lineage().seed());
        edit.parent().ifPresent(parent -> json.put("of", parent));
        return json;
    }

    /** Maps of the API are in no order, and in another one in each process. */
    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, inner) -> sorted.put(String.valueOf(key), inner == null ? "" : sorted(inner)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(inner -> inner == null ? "" : sorted(inner)).toList();
            default -> value;
        };
    }

    private static String word(MediaKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
