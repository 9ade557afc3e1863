package org.podstudio.processors.transcode;

import java.util.Optional;
import java.util.stream.Collectors;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Run;
import org.podstudio.media.Ability;
import org.podstudio.media.Toolbox;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Formats;
import org.podstudio.media.command.Level;
import org.podstudio.media.command.Platform;
import org.podstudio.media.command.Speed;
import org.podstudio.media.command.VideoFormat;

/** What was asked for and cannot be, found before anything starts: refused with the nearest choice, or told in a note. */
final class Limits {

    private Limits() {
    }

    static void check(Making making, Toolbox toolbox, Run run) {
        Params parameters = making.parameters();
        level(making).ifPresent(level -> requireWithin(making, level));
        requireBits(making);
        if (parameters.height().orElse(0) > making.film().height() || parameters.width().orElse(0) > making.film()
                .width()) {
            run.note("The film keeps its " + making.film().height() + " lines: more would not make it sharper.");
        }
        if (making.film().geometry().interlaced()) {
            run.note("The film is interlaced: its half pictures were made whole.");
        }
        if (making.film().fps() <= 0 && parameters.fps().isEmpty()) {
            run.note("The film does not say how many frames it has a second; key frames are set as for 25.");
        }
        if (parameters.subtitles() == Params.Subtitles.BURN && making.carried().info().texts().isEmpty()) {
            run.note("There are no subtitles to burn in.");
        }
        encoder(making, toolbox, run);
    }

    private static void encoder(Making making, Toolbox toolbox, Run run) {
        Params parameters = making.parameters();
        String name = making.choice().encoder();
        Dialect dialect = making.choice().dialect();
        boolean bound = parameters.maxBitrate().isPresent() || level(making).isPresent();
        if (bound && !dialect.bounds(parameters.averaged())) {
            run.note("The encoder " + name + " keeps no bound beside " + (parameters.averaged()
                    ? "an average rate"
                    : "a quality factor") + ": the film may take more for a while.");
        }
        if (parameters.twoPass() && !dialect.passes()) {
            run.note("The encoder " + name + " knows one pass only; that is what it made.");
        }
        if (parameters.hardware() && !dialect.hardware()) {
            String why = parameters.pictures().hardware().stream().flatMap(e -> toolbox.why(Ability.encoder(e)).map(
                    words -> " " + e + ": " + words).stream()).collect(Collectors.joining());
            run.note("No device of this machine encodes " + parameters.pictures().label() + ", so " + name + " did."
                    + why);
        }
        if (dialect == Dialect.OPENH264) {
            openh264(parameters, run);
        }
    }

    private static void openh264(Params parameters, Run run) {
        if (parameters.speed() != Speed.MEDIUM) {
            run.note("The installed H.264 encoder (libopenh264) has one speed only.");
        }
        if (parameters.crf().orElse(Dialect.OPENH264_FINEST) < Dialect.OPENH264_FINEST) {
            run.note("The installed H.264 encoder (libopenh264) knows no quality factor below "
                    + Dialect.OPENH264_FINEST + "; that is what it used.");
        }
    }

    /** The profile that is asked for, or the best that the platform plays. */
    static Optional<String> profile(Making making) {
        Params parameters = making.parameters();
        if (parameters.profile() != Params.Profile.AUTO) {
            return Optional.of(Params.word(parameters.profile()));
        }
        boolean openh264 = making.choice().dialect() == Dialect.OPENH264; // would choose the baseline
        return platform(parameters).map(p -> p.profiles().getFirst()).or(() -> openh264
                ? Optional.of("high")
                : Optional.empty());
    }

    /** The level that is asked for, or the highest that the platform plays. */
    static Optional<Level> level(Making making) {
        Params parameters = making.parameters();
        return parameters.asked().or(() -> platform(parameters).map(Platform::level)).flatMap(parameters
                .pictures()::level);
    }

    private static Optional<Platform> platform(Params parameters) {
        boolean known = parameters.platform() != Params.Platform.ANY && parameters.pictures().id().equals("h264");
        return known
                ? Optional.of(Formats.known().platform(Params.word(parameters.platform())))
                : Optional.empty();
    }

    private static void requireWithin(Making making, Level level) {
        Shape shape = making.shape();
        Params parameters = making.parameters();
        int kilobits = parameters.videoBitrate().orElse(0);
        boolean taken = level.takes(shape.width(), shape.height(), making.fps());
        if (taken && kilobits <= level.kilobits()) {
            return;
        }
        String what = taken
                ? kilobits + " kbit/s"
                : "%d x %d pixels at %.4g frames a second".formatted(shape.width(), shape.height(), making.fps());
        String less = taken ? "a smaller video_bitrate." : "a smaller height or frame rate.";
        Optional<Level> instead = parameters.pictures().levels().stream().filter(l -> l.takes(shape.width(), shape
                .height(), making.fps()) && kilobits <= l.kilobits()).findFirst();
        throw ProcessingException.parameter(parameters.asked().isPresent() ? "level" : "platform", "transcode.level",
                "Level %s of %s does not take %s.".formatted(level.id(), parameters.pictures().label(), what),
                instead.map(l -> "Choose level " + l.id() + ", or " + less).orElse("Choose " + less));
    }

    /** An encoder would refuse a profile of 8 bits for pictures of 10 by failing. */
    private static void requireBits(Making making) {
        profile(making).filter(p -> making.ten() && !p.endsWith("10")).ifPresent(p -> {
            VideoFormat format = making.parameters().pictures();
            throw ProcessingException.parameter(making.parameters().profile() == Params.Profile.AUTO
                    ? "platform"
                    : "profile",
                    "transcode.eight-bits", "The film has a high dynamic range, for which the profile %s of %s has "
                            .formatted(p, format.label()) + "too few bits.",
                    "Choose dynamic_range sdr, or the profile "
                            + format.profiles().getLast() + ".");
        });
    }
}
