package org.podstudio.processors.abr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.SubtitleStream;
import org.podstudio.media.Tones;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.processors.abr.Params.Pieces;
import org.podstudio.processors.abr.ladder.Ladder;
import org.podstudio.processors.abr.ladder.Rung;
import org.podstudio.processors.abr.manifests.Presentation;
import org.podstudio.processors.abr.manifests.Presentation.Label;
import org.podstudio.processors.abr.manifests.Presentation.Picture;
import org.podstudio.processors.abr.manifests.Presentation.Sound;
import org.podstudio.processors.abr.manifests.Presentation.Text;
import org.podstudio.processors.abr.segments.Fragments;
import org.podstudio.processors.abr.segments.TransportStreams;

/**
 * One command that makes all pieces: the film is decoded once, and each size is scaled from the next larger one.
 *
 * @param root where everything goes; its folders are made here
 */
record Production(Path input, MediaInfo info, VideoStream film, Ladder ladder, Encoder encoder, Params params,
        Path root) {

    private static final int SAMPLE_RATE = 48_000;
    /** Samples that ffmpeg's AAC encoder puts before the first one; as many are left out, so that sound stays where it was. */
    private static final int PRIMING = 1024;
    private static final Pattern PATTERN = Pattern.compile("%\\d*d");
    private static final String INIT = "init.mp4";
    /** Arguments of ffmpeg. @throws ProcessingException for a folder whose name ffmpeg would take for a pattern, and knows no escape from */
    List<String> command() throws IOException {
        if (PATTERN.matcher(root.toString()).find()) {
            throw new ProcessingException(ErrorKind.CONFIGURATION, "abr.folder-name", "The folder " + root
                    + " has a percent sign before a d in its name, which ffmpeg takes for the place of a number.",
                    "Give the folder another name.");
        }
        List<String> words = new ArrayList<>(List.of("-i", Ffmpeg.file(input), "-filter_complex", graph()));
        for (int i = 0; i < ladder.rungs().size(); i++) {
            Rung rung = ladder.rungs().get(i);
            words.addAll(List.of("-map", "[v" + i + "]"));
            words.addAll(encoder.words(rung, ladder.segmentFrames(rung), params.speed()));
            words.addAll(muxed(folder(rung)));
        }
        List<Label> labels = soundLabels();
        for (int kbps : qualities()) {
            for (int i = 0; i < labels.size(); i++) {
                words.addAll(sound(info.sounds().get(i), kbps));
                words.addAll(muxed(folder(i, kbps)));
            }
        }
        words.addAll(texts());
        return words;
    }

    /** Reads back what the command has made. */
    Presentation measured() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Rung rung : ladder.rungs()) {
            pictures.add(new Picture(folder(rung), rung, stream(folder(rung))));
        }
        List<Sound> sounds = new ArrayList<>();
        List<Label> labels = soundLabels();
        for (int kbps : qualities()) {
            for (int i = 0; i < labels.size(); i++) {
                sounds.add(new Sound(folder(i, kbps), "sound-" + kbps, kbps, labels.get(i),
                        channels(info.sounds().get(i)), SAMPLE_RATE, stream(folder(i, kbps))));
            }
        }
        List<Text> texts = new ArrayList<>();
        List<SubtitleStream> kept = kept();
        List<Label> names = Tongue.labels(kept.stream().map(SubtitleStream::track).toList(), "Subtitles", false);
        for (int i = 0; i < kept.size(); i++) {
            texts.add(new Text(text(i), names.get(i), kept.get(i).track().dispositions().contains("forced")));
        }
        return new Presentation(root, pictures, sounds, texts, ladder.segmentSeconds());
    }

    /** Subtitles that are words; pictures of words have no place in a stream. */
    List<SubtitleStream> kept() {
        return info.texts().stream().filter(text -> !text.pictures()).toList();
    }

    /** Rates that the sound comes in, kbit/s: the least and the most that a size asks for. */
    List<Integer> qualities() {
        return Stream.of(ladder.rungs().getFirst().soundKbps(), ladder.top().soundKbps()).distinct().toList();
    }

    /** From the largest down, each from the one before. */
    private String graph() {
        StringBuilder graph = new StringBuilder();
        List<Rung> rungs = ladder.rungs();
        for (int i = rungs.size() - 1; i >= 0; i--) {
            Rung rung = rungs.get(i);
            boolean top = i == rungs.size() - 1;
            graph.append(top ? first() : "[s" + i + "]");
            graph.append(
                    top ? fitted(rung) : "scale=%d:%d:flags=bicubic,setsar=1".formatted(rung.width(), rung.height()));
            if (!top && !rung.rate().equals(rungs.get(i + 1).rate())) {
                graph.append(",fps=" + rung.rate());
            }
            graph.append(i == 0 ? "[v0]" : ",split=2[v" + i + "][s" + (i - 1) + "];");
        }
        return graph.toString();
    }

    /** Constant in rate and from the beginning, so that frames can be counted; progressive, and no brighter than screens are. */
    private String first() {
        Chain tones = Tones.toSdr(film.colour());
        return "[0:" + film.index() + "]" + (film.geometry().interlaced() ? "yadif=deint=interlaced," : "") + "fps=fps="
                + ladder.top().rate() + ":start_time=0," + (tones.isEmpty() ? "" : tones + ",");
    }

    /** To square pixels; an odd line or column of a film that keeps its size is cut off, which blurs nothing. */
    private String fitted(Rung rung) {
        boolean own = film.width() / 2 * 2 == rung.width() && film.height() / 2 * 2 == rung.height();
        return "scale=%d:%d:flags=bicubic:out_range=tv,setsar=1,crop=%d:%d:0:0,format=yuv420p".formatted(
                own ? film.width() : rung.width(), own ? film.height() : rung.height(), rung.width(), rung.height());
    }

    private List<String> sound(AudioStream stream, int kbps) {
        return List.of("-map", "0:" + stream.index(), "-af",
                "aresample=" + SAMPLE_RATE + ":async=1:first_pts=0,atrim=start_sample=" + PRIMING, "-c:a", "aac",
                "-b:a",
                kbps + "k", "-ac", Integer.toString(channels(stream)), "-flags:a", "+bitexact");
    }

    private static int channels(AudioStream stream) {
        return Math.min(2, Math.max(1, stream.channels()));
    }

    /** One track in pieces. ffmpeg counts segments by microseconds: none must begin a frame too late for being rounded up. */
    private List<String> muxed(String folder) throws IOException {
        Path target = Files.createDirectories(root.resolve(folder));
        String seconds = String.format(Locale.ROOT, "%.6f", Math.floor(ladder.segmentSeconds() * 1e6) / 1e6);
        List<String> words = new ArrayList<>(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-fflags",
                "+bitexact", "-muxdelay", "0.35", "-muxpreload", "0", "-f", "hls", "-hls_time", seconds,
                "-hls_playlist_type", "vod", "-hls_list_size", "0"));
        words.addAll(params.pieces() == Pieces.CMAF
                ? List.of("-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", INIT, "-hls_segment_options",
                        "movflags=+negative_cts_offsets")
                // the delay lets frames of sound share packets, which halves its size; times are to begin at nought all the same
                : List.of("-hls_segment_options", "mpegts_copyts=1"));
        words.addAll(List.of("-hls_segment_filename", Ffmpeg.file(target) + "/%05d." + extension(),
                Ffmpeg.file(target.resolve(Presentation.LIST))));
        return words;
    }

    private List<String> texts() throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < kept().size(); i++) {
            Path file = root.resolve(text(i));
            Files.createDirectories(file.getParent());
            words.addAll(List.of("-map", "0:" + kept().get(i).index(), "-c:s", "webvtt", "-map_metadata", "-1",
                    "-fflags", "+bitexact", "-f", "webvtt", Ffmpeg.file(file)));
        }
        return words;
    }

    private org.podstudio.processors.abr.segments.Stream stream(String folder) throws IOException {
        Path in = root.resolve(folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(in)) {
            files = all.filter(file -> file.toString().endsWith("." + extension())).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + " has no pieces");
        }
        return params.pieces() == Pieces.CMAF
                ? Fragments.read(in.resolve(INIT), files)
                : TransportStreams.read(files, lengths(in.resolve(Presentation.LIST)));
    }

    /** As ffmpeg counted them. */
    private static List<Double> lengths(Path list) throws IOException {
        return Files.readAllLines(list).stream().filter(line -> line.startsWith("#EXTINF:"))
                .map(line -> Double.valueOf(line.substring(8, line.indexOf(',')))).toList();
    }

    private List<Label> soundLabels() {
        return Tongue.labels(info.sounds().stream().map(AudioStream::track).toList(), "Sound", true);
    }

    private String extension() {
        return params.pieces() == Pieces.CMAF ? "m4s" : "ts";
    }

    private static String folder(Rung rung) {
        return "video/" + rung.name();
    }

    private String folder(int sound, int kbps) {
        Optional<String> code = info.sounds().get(sound).track().language().flatMap(Tongue::code);
        return "audio/" + (sound + 1) + code.map(language -> "-" + language).orElse("") + "-" + kbps;
    }

    private static String text(int index) {
        return "text/" + (index + 1) + ".vtt";
    }
}
