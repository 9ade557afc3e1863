package org.podstudio.processors.audiotrim;

import java.util.Locale;
import java.util.OptionalLong;

import org.podstudio.api.ProcessingException;
import org.podstudio.media.command.Chain;
import org.podstudio.media.command.Filter;
import org.podstudio.media.sound.Sounding;

/**
 * What stays, in samples.
 *
 * @param from first sample
 * @param to first sample after it; empty: to the end, wherever that is
 * @param sampleRate hertz
 * @param open whether it goes on to the end, wherever that is
 */
record Cut(long from, OptionalLong to, int sampleRate, boolean open) {

    /**
     * Takes the parameters at their word.
     *
     * @param seconds of the source; 0: unknown
     * @throws ProcessingException {@code audio-trim.span}
     */
    static Cut of(Params parameters, double seconds, int sampleRate) {
        if (parameters.end().isPresent() && parameters.duration().isPresent()) {
            throw ProcessingException.parameter("duration", "audio-trim.span",
                    "An end and a duration are given, and both say where it ends.", "Leave one of them out.");
        }
        double end = parameters.duration().isPresent()
                ? parameters.start() + parameters.duration().getAsDouble()
                : parameters.end().orElse(0);
        boolean open = parameters.end().isEmpty() && parameters.duration().isEmpty();
        if (!open && end <= parameters.start()) {
            throw ProcessingException.parameter("end", "audio-trim.span",
                    text("It would end at %.3f s, and begins at %.3f s.",
                            end, parameters.start()),
                    "Give an end after the start.");
        }
        if (seconds > 0 && parameters.start() >= seconds) {
            throw ProcessingException.parameter("start", "audio-trim.span", text(
                    "It begins at %.3f s, and the sound lasts only %.3f s.", parameters.start(), seconds),
                    "Give a start before its end.");
        }
        boolean beyond = seconds > 0 && end >= seconds;
        return new Cut(Math.round(parameters.start() * sampleRate), open || beyond
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, Math.round(end * sampleRate))), sampleRate, open || beyond);
    }

    /** Without silent ends. @throws ProcessingException {@code audio-trim.silent} */
    Cut within(Sounding sounding, Params parameters) {
        long keep = Math.round(parameters.keepSilence() * sampleRate);
        long end = to.orElse(sounding.frames());
        long first = parameters.silence().atStart() ? Math.max(from, sounding.from() - keep) : from;
        long last = parameters.silence().atEnd() ? Math.min(end, sounding.to() + keep) : end;
        if (sounding.silent() || first >= last) {
            throw ProcessingException.input("audio-trim.silent", text("Nothing in that span is louder than %.0f dB.",
                    parameters.thresholdDb()), "Choose a lower threshold, or keep the silence.");
        }
        return new Cut(first, OptionalLong.of(last), sampleRate, false);
    }

    /** As long as the source's header says, for who has to know; where it was open, sound goes on to its true end. @param seconds of the source */
    Cut to(double seconds) {
        return new Cut(from, OptionalLong.of(to.orElse(Math.max(from + 1, Math.round(seconds * sampleRate)))),
                sampleRate, to.isEmpty());
    }

    double startSeconds() {
        return (double) from / sampleRate;
    }

    /** @throws java.util.NoSuchElementException when the end is not known */
    double seconds() {
        return (double) (to.orElseThrow() - from) / sampleRate;
    }

    /** To the sample, then the fades, which do not overlap: those that would are made shorter in proportion. */
    Chain chain(Params parameters) {
        Filter trim = Filter.of("atrim").with("start_sample", from);
        boolean ends = !open || parameters.fadeOut() > 0;
        Chain chain = Chain.of(ends ? trim.with("end_sample", to.orElseThrow()) : trim).then(Filter.of("asetpts")
                .with("expr", "PTS-STARTPTS"));
        if (!parameters.fades()) {
            return chain;
        }
        long length = to.orElseThrow() - from;
        double share = Math.min(1, length / ((parameters.fadeIn() + parameters.fadeOut()) * sampleRate));
        long in = Math.round(parameters.fadeIn() * sampleRate * share);
        long out = Math.round(parameters.fadeOut() * sampleRate * share);
        chain = chain.then(Filter.of("aformat").with("sample_fmts", "fltp"));
        chain = in > 0 ? chain.then(fade("in", 0, in, parameters.curve())) : chain;
        return out > 0 ? chain.then(fade("out", length - out, out, parameters.curve())) : chain;
    }

    private static Filter fade(String type, long from, long length, Params.Curve curve) {
        return Filter.of("afade").with("type", type).with("start_sample", from).with("nb_samples", length).with("curve",
                curve.ffmpeg());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
