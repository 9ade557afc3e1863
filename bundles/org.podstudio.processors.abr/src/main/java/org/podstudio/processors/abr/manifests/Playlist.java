package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of HLS, read as a player reads it: by itself, knowing nothing of how it was written.
 *
 * @param file the list
 * @param tags those without an address of their own, by name; the last of a name
 * @param entries addresses in order, each with the tags before it
 * @param media choices that stand beside the entries: {@code EXT-X-MEDIA}
 * @param ended whether it says that nothing follows
 */
record Playlist(Path file, Map<String, String> tags, List<Entry> entries, List<Map<String, String>> media,
        boolean ended) {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,]*)(?:,|$)");

    /** An address. @param tags by name, as they stand before it */
    record Entry(String uri, Map<String, String> tags) {

        double seconds() {
            return Double.parseDouble(Objects.requireNonNull(tags.get("EXTINF")).split(",")[0]);
        }
    }

    /** @throws IOException also when it is no list */
    static Playlist read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals("#EXTM3U")) {
            throw new IOException(file.getFileName() + " does not begin with #EXTM3U");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        Map<String, String> next = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Map<String, String>> media = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.startsWith("#") && !line.isBlank()) {
                entries.add(new Entry(line, Map.copyOf(next)));
                next.clear();
            } else if (line.startsWith("#EXT")) {
                int colon = line.indexOf(':');
                String name = line.substring(1, colon < 0 ? line.length() : colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                tags.put(name, value);
                next.put(name, value);
                if (name.equals("EXT-X-MEDIA")) {
                    media.add(attributes(value));
                }
            }
        }
        return new Playlist(file, Map.copyOf(tags), List.copyOf(entries), List.copyOf(media),
                tags.containsKey("EXT-X-ENDLIST"));
    }

    /** {@code A=1,B="x,y"}, without the quotes. */
    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            attributes.put(matcher.group(1), matcher.group(2).replace("\"", ""));
        }
        return attributes;
    }

    /** What an attribute of a tag says. */
    Optional<String> attribute(String tag, String name) {
        return Optional.ofNullable(tags.get(tag)).map(value -> attributes(value).get(name));
    }

    /** A file that it names. @throws IOException when that is outside of the film's folder, or not there */
    Path resolve(String uri, Path root) throws IOException {
        Path target = Objects.requireNonNull(file.getParent()).resolve(uri).normalize();
        if (uri.contains(":") || uri.startsWith("/") || !target.startsWith(root.normalize())) {
            throw new IOException(file.getFileName() + " names " + uri + ", which is not in the film's folder");
        }
        if (!Files.isRegularFile(target) || Files.size(target) == 0) {
            throw new IOException(file.getFileName() + " names " + uri + ", which is not there");
        }
        return target;
    }
}
