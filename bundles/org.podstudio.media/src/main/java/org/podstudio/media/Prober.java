package org.podstudio.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads headers by ffprobe. */
final class Prober {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Prober() {
    }

    static MediaInfo probe(Natives natives, Path file, Run run) {
        Inputs.requireContent(file);
        List<String> command = new ArrayList<>(List.of(natives.ffprobe().toString(), "-hide_banner", "-loglevel",
                "level+error"));
        command.addAll(Inputs.guard());
        command.addAll(List.of("-show_format", "-show_streams", "-show_chapters", "-of", "json", "-i",
                Ffmpeg.file(file)));
        JsonNode said = ask(natives, command, file, run);
        MediaInfo info = info(said);
        if (info.video().isEmpty() && info.audio().isEmpty() && info.cover().isEmpty()) {
            throw ProcessingException.input("media.unknown-format", file.getFileName()
                    + " holds neither sound nor pictures.",
                    "Choose a file of sound or film.");
        }
        return info;
    }

    private static JsonNode ask(Natives natives, List<String> command, Path file, Run run) {
        AtomicReference<byte[]> said = new AtomicReference<>(new byte[0]);
        Child.Ending ending = Child.run(natives, command, LIMIT, run, in -> said.set(in.readAllBytes()));
        if (ending.code() != 0) {
            throw Inputs.unknown(file, Failures.of(command, ending)); // and what it said may be half a sentence
        }
        try {
            return JSON.readTree(said.get());
        } catch (IOException e) {
            throw Failures.unread(command, ending, e);
        }
    }

    private static MediaInfo info(JsonNode said) {
        JsonNode format = said.path("format");
        List<VideoStream> pictures = streams(said, "video").map(Prober::video).toList();
        List<JsonNode> sounds = streams(said, "audio").toList();
        Map<String, String> tags = new TreeMap<>();
        sounds.stream().limit(1).forEach(s -> tags.putAll(tags(s)));
        tags.putAll(tags(format));
        return new MediaInfo(format.path("format_name").asText(), seconds(said), pictures.stream()
                .filter(v -> !v.attachedPicture()).findFirst(),
                sounds.stream().findFirst().map(Prober::audio), sounds.size(), tags,
                pictures.stream().filter(VideoStream::attachedPicture).findFirst(), said.path("chapters").size(),
                (int) streams(said, "subtitle").count());
    }

    private static Stream<JsonNode> streams(JsonNode said, String type) {
        return StreamSupport.stream(said.path("streams").spliterator(), false).filter(s -> s.path("codec_type").asText()
                .equals(type));
    }

    private static double seconds(JsonNode said) {
        double whole = said.path("format").path("duration").asDouble();
        double longest = StreamSupport.stream(said.path("streams").spliterator(), false)
                .mapToDouble(s -> s.path("duration").asDouble()).max().orElse(0);
        return whole > 0 ? whole : longest;
    }

    private static VideoStream video(JsonNode stream) {
        double squeeze = ratio(stream.path("sample_aspect_ratio").asText().replace(':', '/'));
        int width = (int) Math.round(stream.path("width").asInt() * (squeeze > 0 ? squeeze : 1));
        int height = stream.path("height").asInt();
        boolean turned = rotation(stream) % 180 != 0;
        return new VideoStream(stream.path("index").asInt(), stream.path("codec_name").asText(),
                turned ? height : width, turned ? width : height,
                fps(stream),
                stream.path("pix_fmt").asText(), stream.path("bit_rate").asLong(), stream.path("disposition")
                        .path("attached_pic").asInt() == 1);
    }

    private static int rotation(JsonNode stream) {
        Optional<JsonNode> matrix = StreamSupport.stream(stream.path("side_data_list").spliterator(), false)
                .filter(d -> d.has("rotation")).findFirst();
        return matrix.map(d -> d.path("rotation").asInt()).orElse(0);
    }

    private static double fps(JsonNode stream) {
        double average = ratio(stream.path("avg_frame_rate").asText());
        return average > 0 ? average : ratio(stream.path("r_frame_rate").asText());
    }

    private static double ratio(String text) {
        String[] parts = text.split("/");
        if (parts.length != 2 || parts[1].equals("0")) {
            return 0;
        }
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    private static AudioStream audio(JsonNode stream) {
        String codec = stream.path("codec_name").asText();
        int bits = Math.max(stream.path("bits_per_raw_sample").asInt(), stream.path("bits_per_sample").asInt());
        return new AudioStream(codec, stream.path("channels").asInt(), stream.path("sample_rate").asInt(),
                stream.path("bit_rate").asLong(),
                stream.path("channel_layout").asText(), bits);
    }

    private static Map<String, String> tags(JsonNode holder) {
        Map<String, String> tags = new TreeMap<>();
        holder.path("tags").properties().forEach(e -> tags.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()
                .asText()));
        return tags;
    }
}
