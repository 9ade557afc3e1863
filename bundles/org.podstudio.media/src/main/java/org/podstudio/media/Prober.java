package org.podstudio.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.internal.child.Child;
import org.podstudio.media.internal.child.Failures;
import org.podstudio.media.internal.child.Natives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads headers, and packets, by ffprobe. */
final class Prober {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What it says of a duration that no header tells: raw AAC, MP3 of a variable rate without a table. */
    private static final String GUESSED = "Estimating duration from bitrate";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(30);

    private Prober() {
    }

    static MediaInfo probe(Natives natives, Path file, Run run) {
        Inputs.requireContent(file);
        Answer answer = ask(natives, command(natives, file, "warning", List.of("-show_format", "-show_streams",
                "-show_chapters", "-of", "json")), file, run);
        boolean guessed = answer.words().stream().anyMatch(line -> line.contains(GUESSED));
        MediaInfo info = new Told(answer.said()).info(guessed, Boxes.locks(file), Ends.torn(file));
        if (info.pictures().isEmpty() && info.sounds().isEmpty()) {
            throw ProcessingException.input("media.unknown-format", file.getFileName()
                    + " holds neither sound nor pictures.",
                    "Choose a file of sound or film.");
        }
        return info;
    }

    /** What only the first frame tells: the screen an HDR film was made on, where the container does not. */
    static Colour colour(Natives natives, Path file, VideoStream film, Run run) {
        JsonNode said = ask(natives, command(natives, file, List.of("-select_streams", Integer.toString(film.index()),
                "-show_frames", "-read_intervals", "%+#1", "-of", "json")), file, run).said();
        Colour first = Told.colour(said.path("frames").path(0));
        Colour known = film.colour();
        return new Colour(known.bits(), known.primaries(), known.transfer(), known.matrix(), known.range(), known
                .mastering().or(first::mastering), known.light().or(first::light),
                known.dolbyVision() || first
                        .dolbyVision());
    }

    /** @param interval ffprobe's {@code -read_intervals}; empty: all of it */
    static FrameTimes frames(Natives natives, Path file, int stream, String interval, Run run) {
        List<String> questions = new ArrayList<>(List.of("-select_streams", Integer.toString(stream)));
        if (!interval.isEmpty()) {
            questions.addAll(List.of("-read_intervals", interval));
        }
        return packets(natives, file, stream, questions, run).frames();
    }

    /** Reads all there is of all streams. @param film index of the stream whose times are kept */
    static ReadBack.Packets packets(Natives natives, Path file, int film, Run run) {
        return packets(natives, file, film, List.of(), run);
    }

    private static ReadBack.Packets packets(Natives natives, Path file, int film, List<String> which, Run run) {
        List<String> questions = new ArrayList<>(which);
        questions.addAll(List.of("-show_entries", "packet=stream_index,pts_time,dts_time,duration_time,flags", "-of",
                "csv=p=0:nk=1"));
        Packets packets = new Packets(Integer.toString(film));
        Child.Ending ending = listed(natives, command(natives, file, questions), run, packets);
        return new ReadBack.Packets(packets.times(), packets.end, ending.words().errors().isEmpty());
    }

    /** Decodes parts of all streams. @param intervals as {@code -read_intervals} has each @return whether nothing was odd about it */
    static boolean decodes(Natives natives, Path file, List<String> intervals, Run run) {
        AtomicBoolean frames = new AtomicBoolean();
        List<String> command = command(natives, file, List.of("-read_intervals", String.join(",", intervals),
                "-show_entries", "frame=pts_time", "-of", "csv=p=0:nk=1"));
        Child.Ending ending = Child.run(natives, command, LONG, run,
                in -> frames.set(in.transferTo(OutputStream.nullOutputStream()) > 0));
        return frames.get() && ending.code() == 0 && ending.words().errors().isEmpty();
    }

    private static Child.Ending listed(Natives natives, List<String> command, Run run, Packets packets) {
        Child.Ending ending = Child.run(natives, command, LONG, run, packets);
        if (ending.code() != 0) {
            throw Failures.of(command, ending);
        }
        return ending;
    }

    private static List<String> command(Natives natives, Path file, List<String> questions) {
        return command(natives, file, "error", questions);
    }

    private static List<String> command(Natives natives, Path file, String level, List<String> questions) {
        List<String> command = new ArrayList<>(List.of(natives.ffprobe().toString(), "-hide_banner", "-loglevel",
                "level+" + level));
        command.addAll(Inputs.guard());
        command.addAll(questions);
        command.addAll(List.of("-i", Ffmpeg.file(file)));
        return command;
    }

    /** @param words last lines beside it */
    private record Answer(JsonNode said, List<String> words) {}

    private static Answer ask(Natives natives, List<String> command, Path file, Run run) {
        AtomicReference<byte[]> said = new AtomicReference<>(new byte[0]);
        Child.Ending ending = Child.run(natives, command, LIMIT, run, in -> said.set(in.readAllBytes()));
        if (ending.code() != 0) {
            throw Inputs.unknown(file, Failures.of(command, ending)); // and what it said may be half a sentence
        }
        try {
            return new Answer(JSON.readTree(said.get()), ending.words().lines());
        } catch (IOException e) {
            throw Failures.unread(command, ending, e);
        }
    }

    /** Lines of {@code stream,pts,dts,duration,flags}, of which a time may be {@code N/A}. */
    private static final class Packets implements Child.Reader {

        private static final String UNKNOWN = "N/A";

        private final String stream;
        private double[] times = new double[1024];
        private boolean[] keys = new boolean[1024];
        private int size;
        private double end = Double.NEGATIVE_INFINITY;
        private double shown = Double.NEGATIVE_INFINITY;

        Packets(String stream) {
            this.stream = stream;
        }

        @Override
        public void read(InputStream in) throws IOException {
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line; (line = lines.readLine()) != null;) {
                String[] words = line.split(",");
                boolean counts = words.length > 4 && !words[4].contains("D"); // D: to be decoded and not shown
                if (counts) {
                    add(words);
                }
            }
        }

        private void add(String[] words) {
            String time = words[1].equals(UNKNOWN) ? words[2] : words[1];
            if (time.equals(UNKNOWN)) {
                return;
            }
            double seconds = Double.parseDouble(time);
            end = Math.max(end, seconds);
            if (words[0].equals(stream)) {
                add(seconds, words[4].startsWith("K"));
                shown = Math.max(shown, seconds + (words[3].equals(UNKNOWN) ? 0 : Double.parseDouble(words[3])));
            }
        }

        private void add(double time, boolean key) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                keys = Arrays.copyOf(keys, 2 * size);
            }
            times[size] = time;
            keys[size++] = key;
        }

        FrameTimes times() {
            return FrameTimes.of(Arrays.copyOf(times, size), Arrays.copyOf(keys, size), shown);
        }
    }
}
