package org.podstudio.media;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.podstudio.media.Colour.Light;
import org.podstudio.media.Colour.Mastering;

import com.fasterxml.jackson.databind.JsonNode;

/** From ffprobe's JSON to records. What is missing or senseless there is unknown here. */
final class Told {

    private final JsonNode said;

    Told(JsonNode said) {
        this.said = said;
    }

    /** With what ffprobe does not tell, or not here: all as {@link MediaInfo} has it. */
    MediaInfo info(boolean guessed, Locks locks, boolean torn) {
        JsonNode format = said.path("format");
        List<JsonNode> sounds = streams("audio").toList();
        Map<String, String> tags = new TreeMap<>();
        sounds.stream().limit(1).forEach(s -> tags.putAll(tags(s)));
        tags.putAll(tags(format));
        return new MediaInfo(format.path("format_name").asText(), seconds(), guessed, number(format, "start_time"),
                format.path("bit_rate").asLong(), streams("video").map(Told::video).toList(),
                sounds.stream().map(Told::audio).toList(),
                streams("subtitle").map(s -> new SubtitleStream(track(s))).toList(), others(), chapters(), locks, torn,
                tags);
    }

    private List<Track> others() {
        Set<String> known = Set.of("video", "audio", "subtitle");
        return each(said.path("streams")).filter(s -> !known.contains(s.path("codec_type").asText())).map(Told::track)
                .toList();
    }

    private List<Chapter> chapters() {
        return each(said.path("chapters")).map(c -> new Chapter(number(c, "start_time"), number(c, "end_time"),
                tags(c).getOrDefault("title", ""))).toList();
    }

    private Stream<JsonNode> streams(String type) {
        return each(said.path("streams")).filter(s -> s.path("codec_type").asText().equals(type));
    }

    private double seconds() {
        double whole = number(said.path("format"), "duration");
        double longest = each(said.path("streams")).mapToDouble(s -> number(s, "duration")).max().orElse(0);
        return whole > 0 ? whole : longest;
    }

    private static Track track(JsonNode stream) {
        Set<String> dispositions = new TreeSet<>();
        stream.path("disposition").properties().stream().filter(e -> e.getValue().asInt() == 1).forEach(
                e -> dispositions.add(e.getKey()));
        Map<String, String> tags = tags(stream);
        double seconds = number(stream, "duration");
        String tag = stream.path("codec_tag_string").asText();
        return new Track(stream.path("index").asInt(), word(stream, "codec_name"), word(stream, "profile"),
                Math.max(0, stream.path("level").asInt()), tag.startsWith("[") ? "" : tag,
                stream.path("time_base").asText(), number(stream, "start_time"),
                seconds > 0 ? seconds : clock(tags.getOrDefault("duration", "")), bitRate(stream, tags), dispositions,
                tags);
    }

    /** Matroska keeps rates and durations in tags. */
    private static long bitRate(JsonNode stream, Map<String, String> tags) {
        long told = stream.path("bit_rate").asLong();
        String tag = tags.getOrDefault("bps", "");
        return told > 0 || !tag.matches("\\d{1,18}") ? told : Long.parseLong(tag);
    }

    private static VideoStream video(JsonNode stream) {
        double squeeze = ratio(stream.path("sample_aspect_ratio").asText().replace(':', '/'));
        Optional<JsonNode> matrix = sideData(stream, "Display Matrix");
        Geometry geometry = new Geometry(stream.path("width").asInt(), stream.path("height").asInt(), squeeze > 0
                ? squeeze
                : 1, matrix.map(Told::turn).orElse(0), matrix.filter(Told::mirrored).isPresent(),
                word(stream,
                        "field_order"));
        return new VideoStream(track(stream), geometry, ratio(stream.path("avg_frame_rate").asText()), ratio(stream
                .path("r_frame_rate").asText()), stream.path("pix_fmt").asText(), colour(stream), stream
                        .path(
                                "nb_frames")
                        .asLong());
    }

    static Colour colour(JsonNode stream) {
        int bits = stream.path("bits_per_raw_sample").asInt();
        return new Colour(bits > 0 ? bits : bits(stream.path("pix_fmt").asText()), word(stream, "color_primaries"),
                word(stream, "color_transfer"), word(stream, "color_space"), word(stream, "color_range"), sideData(
                        stream, "Mastering display").map(Told::mastering),
                sideData(stream, "Content light").map(
                        d -> new Light(d.path("max_content").asInt(), d.path("max_average").asInt())),
                sideData(stream, "DOVI").isPresent());
    }

    /** {@code yuv420p10le} has 10, {@code p010le} as well, {@code yuv420p} has 8. */
    private static int bits(String pixelFormat) {
        if (pixelFormat.isEmpty()) {
            return 0;
        }
        String digits = pixelFormat.replaceFirst("(le|be)$", "").replaceFirst("^.*\\D", "");
        return switch (digits) {
            case "9", "10", "12", "14", "16" -> Integer.parseInt(digits);
            case "010" -> 10;
            case "012" -> 12;
            case "48", "64" -> 16;
            default -> 8;
        };
    }

    private static Mastering mastering(JsonNode data) {
        return new Mastering(ratio(data, "red_x"), ratio(data, "red_y"), ratio(data, "green_x"), ratio(data,
                "green_y"), ratio(data, "blue_x"), ratio(data, "blue_y"), ratio(data, "white_point_x"),
                ratio(data,
                        "white_point_y"),
                ratio(data, "min_luminance"), ratio(data, "max_luminance"));
    }

    private static Optional<JsonNode> sideData(JsonNode stream, String type) {
        return each(stream.path("side_data_list")).filter(d -> d.path("side_data_type").asText().startsWith(type))
                .findFirst();
    }

    /** ffprobe counts counter-clockwise, and a mirror as half a turn. */
    private static int turn(JsonNode matrix) {
        int turn = Math.round(-matrix.path("rotation").asInt() / 90f) * 90;
        return Math.floorMod(mirrored(matrix) ? turn + 180 : turn, 360);
    }

    /** A matrix whose determinant is negative; ffprobe prints three rows after an address each. */
    private static boolean mirrored(JsonNode matrix) {
        String[] words = matrix.path("displaymatrix").asText().strip().split("\\s+");
        return words.length > 6 && (double) Long.parseLong(words[1]) * Long.parseLong(words[6])
                - (double) Long.parseLong(words[2]) * Long.parseLong(words[5]) < 0;
    }

    private static AudioStream audio(JsonNode stream) {
        int bits = Math.max(stream.path("bits_per_raw_sample").asInt(), stream.path("bits_per_sample").asInt());
        return new AudioStream(track(stream), stream.path("channels").asInt(), stream.path("sample_rate").asInt(),
                word(stream, "channel_layout"), bits);
    }

    private static Map<String, String> tags(JsonNode holder) {
        Map<String, String> tags = new TreeMap<>();
        holder.path("tags").properties().forEach(e -> tags.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()
                .asText()));
        return tags;
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String word(JsonNode holder, String name) {
        String word = holder.path(name).asText();
        return word.equals("unknown") ? "" : word;
    }

    private static double number(JsonNode holder, String name) {
        double number = holder.path(name).asDouble();
        return Double.isFinite(number) ? number : 0;
    }

    private static double ratio(JsonNode holder, String name) {
        return ratio(holder.path(name).asText());
    }

    private static double ratio(String text) {
        String[] parts = text.split("/");
        if (parts.length != 2 || parts[1].equals("0")) {
            return 0;
        }
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    /** {@code 00:01:02.500000000}. */
    private static double clock(String text) {
        if (!text.matches("\\d+:\\d+:\\d+(\\.\\d+)?")) {
            return 0;
        }
        String[] parts = text.split(":");
        return Integer.parseInt(parts[0]) * 3600.0 + Integer.parseInt(parts[1]) * 60.0 + Double.parseDouble(parts[2]);
    }
}
