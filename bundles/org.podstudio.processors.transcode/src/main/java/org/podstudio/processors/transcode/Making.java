package org.podstudio.processors.transcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.podstudio.api.Run;
import org.podstudio.media.Ability;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.Toolbox;
import org.podstudio.media.VideoStream;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Container;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Level;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.Rate;
import org.podstudio.media.command.Speed;
import org.podstudio.media.command.StreamRef;

/** One result on its way: everything is decided when it is made, and nothing was started. */
final class Making {

    /** Openings, seconds, and how many of them tell what a film needs. */
    private static final double SAMPLE = 2;
    private static final int SAMPLES = 4;
    private static final double USUAL_FPS = 25;
    private static final int MOST_LOOK_AHEAD = 40;
    /** Kilobits a second that nothing takes. */
    private static final int UNBOUNDED = 200_000;

    private final Path input;
    private final MediaInfo info;
    private final VideoStream film;
    private final Params parameters;
    private final Shape shape;
    private final boolean toSdr;
    private final boolean ten;
    private final Choice choice;
    private final Carried carried;

    Making(Path input, MediaInfo info, VideoStream film, Params asked, Toolbox toolbox, boolean hardware, Run run) {
        this.input = input;
        this.info = info;
        this.film = film;
        this.parameters = asked.spelledOut();
        this.shape = Shape.of(film, parameters.width(), parameters.height());
        this.toSdr = film.colour().hdr() && parameters.dynamicRange() == Params.Brightness.SDR;
        this.ten = deep();
        this.choice = Choice.of(parameters, shape, ten, abilities(), toolbox, hardware);
        this.carried = new Carried(input, info, parameters, run::note);
        Limits.check(this, toolbox, run);
    }

    Params parameters() {
        return parameters;
    }

    Shape shape() {
        return shape;
    }

    VideoStream film() {
        return film;
    }

    Choice choice() {
        return choice;
    }

    /** Whether a component of the result has 10 bits instead of 8. */
    boolean ten() {
        return ten;
    }

    Carried carried() {
        return carried;
    }

    /** Frames a second of the result. */
    double fps() {
        return parameters.fps().orElse(film.fps() > 0 ? film.fps() : USUAL_FPS);
    }

    /** Whether it is made in more than one command, so that it cannot share one with others. */
    boolean alone() {
        return twoPass() || parameters.contentAware() || parameters.subtitles() == Params.Subtitles.BURN;
    }

    boolean twoPass() {
        return parameters.twoPass() && choice.dialect().passes();
    }

    /** 10 bits where the film has them and players of the codec can be expected to. */
    private boolean deep() {
        boolean asked = parameters.profile() == Params.Profile.MAIN10 || parameters.profile() == Params.Profile.HIGH10;
        boolean common = List.of("h265", "av1").contains(parameters.pictures().id())
                && parameters.profile() == Params.Profile.AUTO;
        return asked || film.colour().hdr() && !toSdr || film.colour().bits() > 8 && common && !toSdr;
    }

    private List<Ability> abilities() {
        List<Ability> abilities = new ArrayList<>();
        if (toSdr) {
            abilities.addAll(List.of(Ability.filter("zscale"), Ability.filter("tonemap")));
        }
        if (parameters.subtitles() == Params.Subtitles.BURN) {
            abilities.add(Ability.filter("subtitles"));
        }
        return abilities;
    }

    /** Rate of the pictures; finds out what the film needs when that is asked for. */
    Rate rate(Run run) throws IOException {
        int factor = parameters.crf().orElse(parameters.pictures().usual());
        if (parameters.averaged()) {
            return average(parameters.contentAware() ? needed(factor, run) : parameters.videoBitrate().getAsInt());
        }
        int most = Math.min(parameters.maxBitrate().orElse(UNBOUNDED), allowed());
        return new Rate.Quality(factor, most < UNBOUNDED ? Optional.of(bound(most)) : Optional.empty());
    }

    private Rate average(int kilobits) {
        return new Rate.Average(kilobits, bound(Math.min(parameters.maxBitrate().orElse(kilobits * 3 / 2), allowed())));
    }

    private Rate.Bound bound(int most) {
        return new Rate.Bound(most, Math.min(2 * most, allowed()));
    }

    /** Kilobits a second that the level has, where one is asked for. */
    private int allowed() {
        return Limits.level(this).map(Level::kilobits).orElse(UNBOUNDED);
    }

    /** Kilobits a second that some openings of the film take at a quality, encoded quickly. */
    private int needed(int factor, Run run) throws IOException {
        double whole = Math.max(info.seconds(), SAMPLE);
        double length = Math.min(SAMPLE, whole);
        long bytes = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Path sample = run.scratch().resolve("sample.mkv");
            Coding coding = choice.dialect().paced(coded(new Rate.Quality(factor, Optional.empty())), Speed.FAST,
                    false);
            Lane lane = Lane.of(StreamRef.of(0, film.index()), coding).through(chain());
            choice.ffmpeg().run(Command.of(Input.file(input).from((whole - length) * i / (SAMPLES - 1)).lasting(length),
                    Output.file(sample, "matroska").with(lane)), length, run.part((i + 1.0) / SAMPLES));
            bytes += Files.size(sample);
            Files.delete(sample);
        }
        int kilobits = (int) (bytes * 8 / 1000 / (SAMPLES * length));
        return Math.clamp(kilobits, 50, Math.min(parameters.maxBitrate().orElse(UNBOUNDED), allowed()));
    }

    /** The filters of the pictures. */
    Chain chain() {
        Chain chain = Chain.of();
        if (parameters.subtitles() == Params.Subtitles.BURN && !info.texts().isEmpty()) {
            chain = chain.then(Filter.of("subtitles").with("filename", input.toAbsolutePath().toString()));
        }
        OptionalDouble rate = parameters.fps();
        if (rate.isPresent()) {
            chain = chain.then(Filter.fps(rate.getAsDouble()));
        }
        return chain.then(new Pictures(film, shape, ten, toSdr).chain(choice.dialect().pixels(ten)));
    }

    private Coding coded(Rate rate) {
        int fitting = parameters.pictures().lowestLevel(shape.width(), shape.height(), fps()).map(Level::kilobits)
                .orElse(UNBOUNDED);
        return choice.dialect().coded(Coding.by(choice.encoder()), rate, fitting);
    }

    /** How the pictures are coded. @param pass where there are two */
    Coding coding(Rate rate, Optional<Dialect.Pass> pass) {
        Dialect dialect = choice.dialect();
        Coding coding = dialect.paced(coded(rate), parameters.speed(), parameters.hurried());
        coding = coding.with("g", Math.max(1, Math.round(parameters.gopSeconds() * fps())));
        coding = dialect.promised(coding, Limits.profile(this), Limits.level(this).map(Level::id), pass);
        // each frame of an uneven film keeps its time; elsewhere ffmpegs differ, and muxers, of which two passes have two
        coding = parameters.fps().isEmpty() && film.variable()
                ? coding.with("fps_mode", "passthrough").with("enc_time_base", "demux")
                : coding.with("fps_mode", "vfr");
        return parameters.into().fastStart() ? coding.boxed() : coding;
    }

    /** The file. @param run for what has to be taken out of the source first */
    Output output(Path file, StreamRef pictures, Coding coding, Run run) {
        Container into = parameters.into();
        Output output = Output.file(file, into.muxer()).with(pictures, coding).with(carried.lanes(soundEncoder()))
                .tagsOf(0).reproducible();
        if (into.chapters()) {
            output = output.chaptersOf(0);
        }
        if (carried.attaches()) {
            output = output.attach(cover(run), info.cover().filter(c -> c.codec().equals("png")).isPresent()
                    ? "image/png"
                    : "image/jpeg");
        }
        return into.fastStart() && parameters.fastStart() ? output.option("movflags", "+faststart") : output;
    }

    private Path cover(Run run) {
        VideoStream picture = info.cover().orElseThrow();
        Path file = run.scratch().resolve(picture.codec().equals("png") ? "cover.png" : "cover.jpg");
        choice.ffmpeg().run(Command.of(Input.file(input), Output.file(file, "image2pipe").with(StreamRef.of(0, picture
                .index()), Coding.COPY)), 0, run.part(0));
        return file;
    }

    /** Pixels that are in hand at once, of the source and of the result, in bytes. */
    long memory() {
        long bytes = ten ? 2 : 1;
        return 3 * bytes * (MOST_LOOK_AHEAD * (long) shape.width() * shape.height() + MOST_LOOK_AHEAD / 2 * (long) film
                .width() * film.height()) + (128L << 20) + (toSdr ? 64L * shape.width() * shape.height() : 0);
    }

    private String soundEncoder() {
        List<String> encoders = parameters.sound().encoders();
        return encoders.stream().filter(e -> choice.ffmpeg().encoders().contains(e)).findFirst().orElse(encoders
                .getFirst());
    }
}
