package org.podstudio.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;
import org.podstudio.media.internal.child.Child;
import org.podstudio.media.internal.child.Failures;
import org.podstudio.media.internal.child.Natives;
import org.podstudio.media.internal.child.Orphans;

/**
 * The bundled ffmpeg, or the one that the user has chosen instead, as child processes: an argument list and never a shell, ended with their children within two
 * seconds of a cancel, and with the program as far as the system allows. Without a run there is nobody to cancel, and
 * a limit of minutes. A child gets no more memory than its run allows and the machine has, at most 1 GiB at once. Files are read over no protocol but files and pipes. Safe for any
 * thread.
 */
@Component(service = Ffmpeg.class)
public final class Ffmpeg {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final String MOST_AT_ONCE = Long.toString(1L << 30);
    private static final List<String> PROGRESS = List.of("-progress", "pipe:1", "-nostats", "-stats_period", "0.2");

    /** A job asks half a dozen times about its source and its result, each time by a child process. */
    private final Findings<MediaInfo> headers = new Findings<>(64);
    private volatile Optional<Natives> natives = Optional.empty();
    private volatile Set<String> encoders = Set.of();

    /** Touches nothing: natives are unpacked at the first use. */
    @Activate
    public Ffmpeg() {
    }

    /** Another one than the bundled or chosen one. */
    Ffmpeg(Natives natives) {
        this.natives = Optional.of(natives);
    }

    /**
     * Ends every child of any PODStudio on this machine that died and left it. On Linux alone; elsewhere there is nothing to find. Any thread.
     *
     * @return how many
     */
    public static int endOrphans() {
        return Orphans.end();
    }

    /** Where the program lies. */
    public Path program() {
        return natives().ffmpeg();
    }

    /** Reads what a child writes; in the calling thread, to the end of the stream, which it need not close. */
    @FunctionalInterface
    public interface Sink {
        /** @throws IOException ends the reading; the child finds its pipe closed, and the caller is told */
        void accept(InputStream in) throws IOException;
    }

    /** Writes what a child reads; need not close the stream. */
    @FunctionalInterface
    public interface Source {
        /** @throws IOException when the child wants no more, and what was read so far counts; any other ends the child */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Reads the header.
     *
     * @throws ProcessingException {@code media.missing}, {@code media.empty}, {@code media.broken},
     *        {@code media.unknown-format}
     */
    public MediaInfo probe(Path file) {
        return probe(file, Unattended.RUN);
    }

    /** As {@link #probe(Path)}, with cancel. A file that nobody wrote to since it was last asked about is not read again. */
    public MediaInfo probe(Path file, Run run) {
        run.checkCanceled();
        return headers.of(file, () -> Prober.probe(natives(), file, run));
    }

    /**
     * The colours of a film with what only its first frame tells: the screen that it was made on, where the container
     * leaves that out.
     *
     * @throws ProcessingException as {@link #run}
     */
    public Colour colour(Path film, VideoStream stream, Run run) {
        return Prober.colour(natives(), film, stream, run);
    }

    /**
     * Reads when each frame of a stream is shown, and which are key frames, without decoding: about as long as reading
     * the file takes.
     *
     * @throws ProcessingException as {@link #run}
     */
    public FrameTimes frames(Path film, VideoStream stream, Run run) {
        return Prober.frames(natives(), film, stream.index(), "", run);
    }

    /**
     * As the other, for the frames from the last key frame before a time to another time: a moment's work in the longest
     * film.
     *
     * @param from seconds
     * @param to seconds
     */
    public FrameTimes frames(Path film, VideoStream stream, double from, double to, Run run) {
        return Prober.frames(natives(), film, stream.index(), seconds(from) + "%" + seconds(to), run);
    }

    /**
     * Runs ffmpeg until it has written what it was asked for. What it called an error and still survived is noted in
     * the run.
     *
     * @param arguments without the program's name; files as {@link #file} words them
     * @param seconds duration of what is made, for the progress of the run's current stage; 0: unknown
     * @throws ProcessingException {@code media.broken}, {@code media.disk-full}, {@code media.no-encoder},
     *        {@code media.no-stream}, {@code media.not-in-container}, {@code media.killed}, {@code media.failed} and
     *        others, naming the first input
     * @throws org.podstudio.api.CanceledException when the run was canceled; the child has ended
     */
    public void run(List<String> arguments, double seconds, Run run) {
        noted(start("warning", arguments, new ProgressLines(seconds, run), run), run);
    }

    /** As {@link #run(List, double, Run)}, for work of a moment, which nobody watches. */
    public void run(List<String> arguments) {
        run(arguments, 0, Unattended.RUN);
    }

    /**
     * As {@link #run}, and gives the last lines that ffmpeg said, for filters that report there ({@code ebur128},
     * {@code ssim}).
     *
     * @return at most 60 lines, oldest first
     */
    public List<String> report(List<String> arguments, double seconds, Run run) {
        return start("info", arguments, new ProgressLines(seconds, run), run).words().lines();
    }

    /**
     * As {@link #run}, but the output goes to {@code pipe:1} and from there to the reader; without progress.
     *
     * @param sink in the calling thread
     * @throws ProcessingException as {@link #run}; {@code media.unread} with what the sink threw
     */
    public void pipe(List<String> arguments, Run run, Sink sink) {
        done(command("warning", arguments, List.of()), A_DAY, run, sink::accept);
    }

    /**
     * As {@link #pipe}, and the input comes from {@code pipe:0}, so that nothing touches the disk.
     *
     * @param source in a thread of its own; may be cut short by a child that wants no more
     * @throws ProcessingException as {@link #pipe}; {@code media.timeout} after five minutes
     */
    public void filter(List<String> arguments, Source source, Run run, Sink sink) {
        filter(command("warning", arguments, List.of()), MINUTES, source, run, sink);
    }

    /** As {@link #run(List, double, Run)}, of a typed command. */
    public void run(Command command, double seconds, Run run) {
        run(command, seconds, run, progress -> {});
    }

    /**
     * As {@link #run(List, double, Run)}, of a typed command, for who shows more than a fraction.
     *
     * @param watcher called for each block of progress in the calling thread, some five times a second
     */
    public void run(Command command, double seconds, Run run, Consumer<Progress> watcher) {
        List<String> words = program("warning", PROGRESS, command.words());
        noted(done(words, A_DAY, run, new ProgressLines(seconds, run, watcher)), run);
    }

    /** As {@link #report(List, double, Run)}, of a typed command. */
    public List<String> report(Command command, double seconds, Run run) {
        List<String> words = program("info", PROGRESS, command.words());
        return done(words, A_DAY, run, new ProgressLines(seconds, run)).words().lines();
    }

    /**
     * As {@link #pipe(List, Run, Sink)}, of a typed command for what takes no longer than playing it; what ffmpeg called an error and still
     * survived is noted in the run.
     *
     * @param seconds duration of what is read; 0: unknown
     * @throws ProcessingException as {@link #pipe(List, Run, Sink)}; {@code media.timeout} after twice the duration and five minutes
     */
    public void pipe(Command command, double seconds, Run run, Sink sink) {
        Duration limit = seconds > 0 ? limit(seconds) : A_DAY;
        noted(done(program("warning", List.of(), command.words()), limit, run, sink::accept), run);
    }

    /** As {@link #pipe(List, Run, Sink)}, of a typed command. */
    public void pipe(Command command, Run run, Sink sink) {
        done(program("warning", List.of(), command.words()), A_DAY, run, sink::accept);
    }

    /**
     * As {@link #filter(List, Source, Run, Sink)}, of a typed command that may take a day.
     *
     * @throws ProcessingException as {@link #pipe}; {@code media.unfed} with what the source threw
     */
    public void filter(Command command, Source source, Run run, Sink sink) {
        filter(program("warning", List.of(), command.words()), A_DAY, source, run, sink);
    }

    private void filter(List<String> command, Duration limit, Source source, Run run, Sink sink) {
        Child.Ending ending = Child.run(natives(), command, limit, run, source::write, sink::accept);
        if (ending.code() != 0) {
            throw Failures.of(command, ending);
        }
    }

    /**
     * Decodes everything.
     *
     * @return how long it lasts in truth, in seconds, whatever its header says
     * @throws ProcessingException {@code media.broken} when anything cannot be decoded or the file is cut short
     */
    public double decode(Path file) {
        return decode(file, Unattended.RUN);
    }

    /** As {@link #decode(Path)}, with progress and cancel. */
    public double decode(Path file, Run run) {
        return decode(file, probe(file, run), run);
    }

    /** As {@link #decode(Path, Run)}, of what was probed before. */
    double decode(Path file, MediaInfo info, Run run) {
        List<Track> streams = streams(info);
        List<Track> last = last(streams, info);
        boolean apart = streams.stream().anyMatch(t -> t.seconds() > 0 && Shortfall.of(end(t, info), info.seconds()));
        double passes = apart ? 1 + last.size() : 1;
        double reached = decode(file, info, streams, run.part(1 / passes));
        // of streams that do not end together, ffmpeg tells how far the shortest reaches
        for (int i = 0; i < last.size() && Shortfall.of(reached, info.seconds()); i++) {
            Run part = run.part(Math.min(1, (i + 2) / passes));
            reached = Math.max(reached, decode(file, info, last.subList(i, i + 1), part));
        }
        return reached;
    }

    /** As the other, of the first stream of sound alone. @return how long that lasts from its own beginning, seconds; 0: there is none */
    double decodeSound(Path file, Run run) {
        MediaInfo info = probe(file, run);
        return info.audio().map(AudioStream::track).map(sound -> decode(file, info, List.of(sound), run)
                - Math.max(0, sound.startSeconds() - info.startSeconds())).orElse(0.0);
    }

    private double decode(Path file, MediaInfo info, List<Track> streams, Run run) {
        double seconds = info.seconds();
        List<String> command = program("error", PROGRESS, Command.of(Input.file(file), decoded(info, streams)).words());
        ProgressLines progress = new ProgressLines(seconds, run);
        Child.Ending ending = done(command, limit(seconds), run, progress);
        if (!ending.words().errors().isEmpty()) {
            throw Failures.broken(file, command, ending);
        }
        return progress.reached();
    }

    /** Reads every packet of a film, of all its streams. */
    ReadBack.Packets packets(Path file, VideoStream film, Run run) {
        return Prober.packets(natives(), file, film.index(), run);
    }

    /** Whether parts of a file decode without a word. @param intervals as ffprobe has them */
    boolean decodes(Path file, List<String> intervals, Run run) {
        return Prober.decodes(natives(), file, intervals, run);
    }

    /** What is seen and heard; a cover where there is nothing else. */
    private static List<Track> streams(MediaInfo info) {
        List<Track> streams = Stream.concat(info.pictures().stream().filter(v -> !v.attachedPicture()).map(
                VideoStream::track), info.sounds().stream().map(AudioStream::track)).toList();
        return streams.isEmpty() ? info.pictures().stream().map(VideoStream::track).toList() : streams;
    }

    /** Which of several streams shows how long a file lasts: the first that says that it reaches the end, or else any that says nothing. */
    private static List<Track> last(List<Track> streams, MediaInfo info) {
        if (streams.size() < 2) {
            return List.of();
        }
        return streams.stream().filter(t -> t.seconds() > 0 && !Shortfall.of(end(t, info), info.seconds())).findFirst()
                .map(List::of).orElseGet(() -> streams.stream().filter(t -> t.seconds() <= 0).toList());
    }

    /** When a stream ends as it says itself, seconds from the beginning of the file. */
    private static double end(Track stream, MediaInfo info) {
        return stream.startSeconds() - info.startSeconds() + stream.seconds();
    }

    private static Output decoded(MediaInfo info, List<Track> streams) {
        Output output = Output.nowhere();
        for (Track stream : streams) {
            output = output.with(StreamRef.of(0, stream.index()), Coding.by(info.pictures().stream().anyMatch(v -> v
                    .index() == stream.index()) ? "wrapped_avframe" : "pcm_s16le"));
        }
        return output;
    }

    /**
     * Writes one frame as PNG, as it is shown: rotated, with square pixels.
     *
     * @param atSeconds beyond the end: the first frame
     * @param size longest edge of the picture, pixels; never enlarged
     * @throws ProcessingException as {@link #run}
     */
    public void frame(Path film, double atSeconds, Path png, int size) {
        frame(film, atSeconds, png, size, Unattended.RUN);
    }

    /** As {@link #frame(Path, double, Path, int)}, with cancel. */
    public void frame(Path film, double atSeconds, Path png, int size, Run run) {
        Inputs.requireContent(film);
        grab(film, atSeconds, png, size, run);
        if (!written(png)) {
            grab(film, 0, png, size, run);
        }
        if (!written(png)) {
            throw ProcessingException.input("media.no-stream", film.getFileName()
                    + " has no picture that can be decoded.", "Try to play it.");
        }
    }

    private void grab(Path film, double atSeconds, Path png, int size, Run run) {
        // within the longest edge, never enlarged; first to square pixels, for anamorphic film
        Chain fit = Chain.of(
                Filter.of("scale").with("w", "trunc(iw*if(gt(sar,0),sar,1)+0.5)").with("h", "ih"),
                Filter.of("setsar").with("sar", 1),
                Filter.of("scale").with("w", "min(%d,iw)".formatted(size)).with("h", "min(%d,ih)".formatted(size))
                        .with("force_original_aspect_ratio", "decrease"));
        Output still = Output.file(png, "image2pipe").with(Lane.of(StreamRef.picture(0), Coding.by("png").with(
                "frames", 1)).through(fit));
        List<String> command = program("warning", List.of(), Command.of(Input.file(film).from(atSeconds), still)
                .words());
        done(command, MINUTES, run, InputStream::readAllBytes);
    }

    private static boolean written(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Names of the encoders of this ffmpeg: {@code libx264}, {@code aac}. Asked once. */
    public Set<String> encoders() {
        if (encoders.isEmpty()) {
            encoders = askEncoders();
        }
        return encoders;
    }

    private Set<String> askEncoders() {
        // " V....D libx264  libx264 H.264 ..." after a legend whose lines have '=' in second place
        Set<String> found = ask("-encoders").stream().map(l -> l.strip().split("\\s+")).filter(w -> w.length > 2
                && w[0].length() == 6 && !w[1].equals("=")).map(w -> w[1]).collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw new ProcessingException(ErrorKind.TOOL, "media.no-start", "ffmpeg does not tell its encoders.",
                    "Let PODSTUDIO_FFMPEG name another one, or leave it empty for the one that comes with PODStudio.");
        }
        return Set.copyOf(found);
    }

    /** The lines of an answer about itself; none when it does not know the question. @param question {@code -filters} */
    List<String> ask(String question) {
        List<String> lines = new ArrayList<>();
        List<String> command = List.of(natives().ffmpeg().toString(), "-hide_banner", question);
        Child.Ending ending = Child.run(natives(), command, Duration.ofMinutes(1), Unattended.RUN,
                in -> new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add));
        return ending.code() == 0 ? lines : List.of();
    }

    /** As {@link #pipe(Command, Run, Sink)}, ended after a while. */
    void attempt(Command command, Duration limit, Run run, Sink sink) {
        done(program("warning", List.of(), command.words()), limit, run, sink::accept);
    }

    /** Names this program and changes when it does. */
    String identity() {
        return natives().identity();
    }

    /** A file as an argument: never taken for an option, a pattern or an address. */
    public static String file(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /** A time or a gain as an argument: a decimal point in every language, microseconds. */
    public static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private Child.Ending start(String level, List<String> arguments, ProgressLines progress, Run run) {
        List<String> command = command(level, arguments, PROGRESS);
        return done(command, A_DAY, run, progress);
    }

    private static void noted(Child.Ending ending, Run run) {
        ending.words().errors().forEach(e -> run.note("ffmpeg: " + e));
    }

    private Child.Ending done(List<String> command, Duration limit, Run run, Child.Reader reader) {
        Child.Ending ending = Child.run(natives(), command, limit, run, reader);
        if (ending.code() != 0) {
            throw Failures.of(command, ending);
        }
        return ending;
    }

    /** Ample for reading all of it: minutes, and twice as long as it plays. */
    private static Duration limit(double seconds) {
        return MINUTES.plusSeconds(2 * (long) Math.min(seconds, A_DAY.toSeconds()));
    }

    private List<String> command(String level, List<String> arguments, List<String> progress) {
        return program(level, progress, Inputs.guarded(arguments));
    }

    private List<String> program(String level, List<String> progress, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(natives().ffmpeg().toString(), "-hide_banner", "-nostdin", "-y",
                "-max_alloc", MOST_AT_ONCE, "-loglevel", "level+" + level));
        command.addAll(progress);
        command.addAll(arguments);
        return command;
    }

    private synchronized Natives natives() {
        if (natives.isEmpty()) {
            natives = Optional.of(Natives.unpack());
        }
        return natives.get();
    }
}
