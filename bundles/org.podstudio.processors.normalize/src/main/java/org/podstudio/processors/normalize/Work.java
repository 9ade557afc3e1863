package org.podstudio.processors.normalize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.Expected;
import org.podstudio.api.Output;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.media.AudioStream;
import org.podstudio.media.Ffmpeg;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Filter;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.StreamRef;
import org.podstudio.media.sound.Levelled;
import org.podstudio.media.sound.Leveller;
import org.podstudio.media.sound.Levelling;
import org.podstudio.media.sound.Loudness;
import org.podstudio.media.sound.LoudnessMeter;
import org.podstudio.media.sound.Measurement;
import org.podstudio.media.sound.SoundTarget;

/** One request under way. */
final class Work {

    static final String OPERATION = "normalized";
    private static final double TOLERANCE_LU = 0.5;
    private static final double AIM_LU = 0.08;
    /** Between the pieces of an album, differences show that nobody hears in one piece. */
    private static final double ALBUM_PRECISION = 0.25;
    /** What an encoder may change before another try is worth its time. */
    private static final double DRIFT_LU = 0.2;
    private static final double MOST_LIMITING_DB = 15;
    /** A gain that moves while it holds makes peaks of its own, by less than this, dB. */
    private static final double MARGIN_DB = 0.03;
    /** What rounding to whole numbers may add to a peak that shall just touch the ceiling, dB. */
    private static final double ROUNDING_DB = 0.005;
    private static final double LOWEST_CEILING_DB = -24;
    /** LU that a dB of gain is at least taken to be worth where much is held. */
    private static final double LEAST_WORTH = 0.2;
    private static final int ROUNDS = 4;
    private static final int GUESSES = 2;
    private static final double GUESSING = 0.1;
    private static final double MUCH_LU = 0.3;
    /** One block of the standard; what is shorter only one of the meters measures. */
    private static final double BLOCK_SECONDS = 0.4;
    /** More channels have places that meters weigh differently. */
    private static final int WELL_KNOWN_CHANNELS = 6;

    private final Ffmpeg ffmpeg;
    private final LoudnessMeter meter;
    private final Leveller leveller;
    private final Task task;
    private final Run run;
    private final Path output;

    /**
     * What is to be done.
     *
     * @param sound the first stream of sound of the input
     */
    record Task(Path input, MediaInfo info, AudioStream sound, SoundTarget target, Params parameters) {

        /** Whether the result is a WAV of the same kind, which is rewritten and not encoded. */
        boolean rewrites() {
            return target.muxer().equals("wav") && target.encoding().encoder().equals(sound.codec());
        }

        /** That samples are rounded to; 0: not at all. */
        int bits() {
            return target.encoding().lossless() && target.encoding().bits() == 16 ? 16 : 0;
        }
    }

    /** What was made, and how. @param after as it was measured on the way or of the file */
    private record Made(Levelling levelling, Loudness after, Optional<Levelled> levelled) {}

    Work(Ffmpeg ffmpeg, LoudnessMeter meter, Leveller leveller, Task task, Run run) {
        this.ffmpeg = ffmpeg;
        this.meter = meter;
        this.leveller = leveller;
        this.task = task;
        this.run = run;
        this.output = run.scratch().resolve("normalized." + task.target.extension());
    }

    Result level(Loudness before) throws IOException {
        Notes notes = new Notes(task, run);
        notes.losses();
        if (before.silent()) {
            return silent();
        }
        Made made = task.parameters.mode() == Params.Mode.DYNAMIC ? dynamic(before) : linear(before);
        run.stage("check", 0.15);
        Loudness checked = meter.reference(output, false, run);
        requireConfirmed(made.after, checked);
        made.levelled.ifPresent(notes::limited);
        if (made.levelling.gainDb() < gain(before) - TOLERANCE_LU || off(checked, aim(before))) {
            notes.missed(checked, aim(before), highest(before), made.levelling, MOST_LIMITING_DB);
        }
        notes.peak(made.after);
        return result(notes.facts(before, made.after, checked, made.levelling));
    }

    /** Too short for the other meter, it is not off. */
    private static boolean off(Loudness checked, double wanted) {
        return !checked.silent() && Math.abs(checked.integratedLufs() - wanted) > TOLERANCE_LU;
    }

    /** What the piece, or the album it is of, is away from the target, dB. */
    private double gain(Loudness before) {
        return task.parameters.target() - task.parameters.albumLufs().orElse(before.integratedLufs());
    }

    /** Where a piece belongs: an album's pieces keep their distance, LUFS. */
    private double aim(Loudness before) {
        return before.integratedLufs() + gain(before);
    }

    /** The peak that decides about the gain, dBTP: of a piece, or of its album. */
    private double highest(Loudness before) {
        return Math.max(before.truePeakDbtp(), task.parameters.albumPeakDbtp().orElse(before.truePeakDbtp()));
    }

    /** The gain behind which the limiter holds as much as it may, dB. */
    private double most(Loudness before) {
        return task.parameters.ceiling() - highest(before) + MOST_LIMITING_DB;
    }

    private Made linear(Loudness before) throws IOException {
        double ceiling = task.parameters.ceiling();
        double wanted = gain(before);
        if (!task.parameters.limiter()) {
            run.stage("level", 0.6);
            return write(Levelling.plain(Math.min(wanted, ceiling - highest(before) - ROUNDING_DB)), before);
        }
        double gain = Math.min(wanted, most(before));
        if (before.truePeakDbtp() + gain <= ceiling) {
            run.stage("level", 0.6);
            return write(Levelling.plain(gain), before);
        }
        run.stage("aim", 0.4);
        return limited(Levelling.limited(gain, ceiling - MARGIN_DB), before);
    }

    /** What the limiter takes from the loudness is given back. A WAV is written at each try, all else when it is known how. */
    private Made limited(Levelling first, Loudness before) throws IOException {
        double most = most(before);
        Levelling levelling = guessed(first, most);
        double reached = 0;
        double raised = 0;
        Optional<Made> last = Optional.empty();
        for (int round = 1; round <= ROUNDS; round++) {
            Run part = run.part(GUESSING + (1 - GUESSING) * round / ROUNDS);
            last = rewritten(levelling, before, part);
            Loudness now = last.isPresent()
                    ? last.get().after
                    : loudness(leveller.preview(task.input, levelling, part), before, levelling);
            double miss = before.integratedLufs() + first.gainDb() - now.integratedLufs();
            if (Math.abs(miss) < within(AIM_LU) || levelling.gainDb() >= most && miss > 0) {
                break;
            }
            // the more is held, the less a dB of gain is worth
            double worth = round == 1 ? 1 : Math.clamp((now.integratedLufs() - reached) / raised, LEAST_WORTH, 1);
            reached = now.integratedLufs();
            raised = Math.min(miss / worth, most - levelling.gainDb());
            levelling = levelling.louder(raised);
        }
        return last.isPresent() && last.get().levelling.equals(levelling) && !over(last.get())
                ? last.get()
                : level(levelling, before);
    }

    /** A long piece is heard in part first, which mostly spares a whole try; once more where so much is held that of what is given back some is, too. */
    private Levelling guessed(Levelling first, double most) throws IOException {
        Levelling levelling = first;
        double lost = task.rewrites() ? MUCH_LU : 0;
        for (int i = 0; i < GUESSES && lost >= MUCH_LU; i++) {
            lost = leveller.guessLoss(task.input, levelling, run.part(GUESSING));
            levelling = first.louder(Math.min(lost, most - first.gainDb()));
        }
        return levelling;
    }

    private Made level(Levelling levelling, Loudness before) throws IOException {
        run.stage("level", 0.2);
        return write(levelling, before);
    }

    private boolean over(Made made) {
        return made.after.truePeakDbtp() > task.parameters.ceiling();
    }

    /** Encoders with loss make peaks of their own, and take from the loudness: then the next try makes up for it. */
    private Made write(Levelling first, Loudness before) throws IOException {
        Made made = once(first, before, 0.7);
        // the last try is for peaks alone: they matter more
        for (int round = 1; round < ROUNDS && (over(made) || round < ROUNDS - 1 && drifted(made, before)); round++) {
            Levelling next = over(made) ? gentler(made, before) : made.levelling.louder(missing(made, before));
            made = once(next, before, 0.7 + 0.3 * round / ROUNDS);
        }
        return made;
    }

    /** Whether an encoder has changed the loudness of what was given to it as it should be. */
    private boolean drifted(Made made, Loudness before) {
        return !task.target.encoding().lossless() && task.parameters.limiter()
                && made.levelling.gainDb() > gain(before) - AIM_LU
                && Math.abs(missing(made, before)) > within(DRIFT_LU);
    }

    /** How exact a piece has to be, LU. */
    private double within(double lu) {
        return task.parameters.albumLufs().isPresent() ? ALBUM_PRECISION * lu : lu;
    }

    /** What another try is to add, dB: never so much that the limiter would hold more than it may. */
    private double missing(Made made, Loudness before) {
        double missing = Math.clamp(aim(before) - made.after.integratedLufs(), -1, 1);
        return Math.min(missing, most(before) - made.levelling.gainDb());
    }

    private Made once(Levelling levelling, Loudness before, double upTo) throws IOException {
        Optional<Made> rewritten = rewritten(levelling, before, run.part(upTo));
        if (rewritten.isPresent()) {
            return rewritten.get();
        }
        Levelled levelled = leveller.encode(task.input, levelling, encoding(), task.bits(), run.part(upTo - 0.05));
        Loudness after = task.target.encoding().lossless()
                ? loudness(levelled, before, levelling)
                : meter.measure(output, run.part(upTo)).loudness();
        return new Made(levelling, after, Optional.of(levelled));
    }

    /** @return empty, and nothing is written, for what is no WAV before and after */
    private Optional<Made> rewritten(Levelling levelling, Loudness before, Run part) throws IOException {
        return task.rewrites()
                ? leveller.rewrite(task.input, output, levelling, part).map(done -> new Made(levelling, loudness(done,
                        before, levelling), Optional.of(done)))
                : Optional.empty();
    }

    /** A gain alone makes everything louder by itself. */
    private static Loudness loudness(Levelled levelled, Loudness before, Levelling levelling) {
        return levelled.measurement().map(Measurement::loudness).orElseGet(() -> new Loudness(before.integratedLufs()
                + levelling.gainDb(), before.rangeLu(), before.truePeakDbtp() + levelling.gainDb()));
    }

    private Levelling gentler(Made last, Loudness before) {
        Params parameters = task.parameters;
        double over = last.after.truePeakDbtp() - parameters.ceiling() + 0.05;
        if (!parameters.limiter()) {
            return last.levelling.louder(-over);
        }
        double held = last.levelling.ceilingDb().orElse(Math.min(parameters.ceiling(), before.truePeakDbtp()
                + last.levelling.gainDb()));
        return Levelling.limited(last.levelling.gainDb() + missing(last, before), Math.max(LOWEST_CEILING_DB, held
                - over));
    }

    private Command encoding() {
        String layout = task.sound.layout().isEmpty() ? task.sound.channels() + "c" : task.sound.layout();
        Lane lane = task.target.lane(StreamRef.sound(0), task.sound);
        return Command.of(List.of(Input.samples(task.sound.sampleRate(), layout), Input.file(task.input)), task.target
                .output(output, task.info, 1, lane, true));
    }

    /** By ffmpeg's loudnorm, whose gain follows the sound. */
    private Made dynamic(Loudness before) throws IOException {
        Params parameters = task.parameters;
        run.note(Notes.number(
                "The gain follows the sound, as asked for: loud and soft come closer to each other, to a range of"
                        + " %.0f LU at most.",
                parameters.rangeLu()));
        run.stage("level", 0.6);
        double offset = 0;
        for (int round = 1;; round++) {
            double upTo = (double) round / ROUNDS;
            ffmpeg.run(dynamic(before, offset), task.info.seconds(), run.part(upTo - 0.05));
            Loudness after = meter.measure(output, run.part(upTo)).loudness();
            double miss = parameters.target() - after.integratedLufs();
            if (Math.abs(miss) < TOLERANCE_LU / 2 || round == ROUNDS) {
                run.progress(1);
                return new Made(Levelling.plain(parameters.target() - before.integratedLufs()), after, Optional
                        .empty());
            }
            offset = Math.clamp(offset + miss, -20, 20);
        }
    }

    private Command dynamic(Loudness before, double offset) {
        Params parameters = task.parameters;
        Filter loudnorm = Filter.of("loudnorm").with("I", parameters.target()).with("TP", parameters.ceiling()).with(
                "LRA", parameters.rangeLu()).with("linear", "false").with("offset", offset)
                .with("measured_I", before.integratedLufs()).with("measured_LRA", before.rangeLu())
                .with("measured_TP", Math.clamp(before.truePeakDbtp(), -99, 99))
                .with("measured_thresh", Math.max(-70, before.integratedLufs() - 10));
        // it works at 192 kHz
        Filter back = Filter.of("aresample").with("out_sample_rate", task.target.form().sampleRate()).with(
                "filter_size", 64);
        Lane lane = task.target.lane(StreamRef.sound(0), task.sound, loudnorm.then(back), true);
        return Command.of(Input.file(task.input), task.target.output(output, task.info, 0, lane, true));
    }

    private void requireConfirmed(Loudness ours, Loudness theirs) {
        boolean comparable = task.info.seconds() >= BLOCK_SECONDS && task.sound.channels() <= WELL_KNOWN_CHANNELS;
        if (comparable && Math.abs(ours.integratedLufs() - theirs.integratedLufs()) > TOLERANCE_LU) {
            throw new ProcessingException(ErrorKind.TOOL, "normalize.unconfirmed", Notes.number(
                    "The result was measured as %.1f LUFS, and by another meter as %.1f LUFS.", ours.integratedLufs(),
                    theirs.integratedLufs()), "Report it with the job's log; nothing was changed.");
        }
        if (theirs.silent()) {
            run.note("The sound is too short to be measured by another meter.");
        }
    }

    private Result silent() throws IOException {
        run.note(task.input.getFileName() + " is silent: there is no loudness to level, so the sound is unchanged.");
        run.stage("encode", 0.75);
        boolean same = task.parameters.outputFormat() == Params.OutputFormat.SAME
                && task.target.extension().equals(SoundTarget.extension(task.input));
        if (same) {
            Files.copy(task.input, output, StandardCopyOption.REPLACE_EXISTING);
        } else {
            leveller.encode(task.input, Levelling.plain(0), encoding(), task.bits(), run);
        }
        run.progress(1);
        return result(Map.of("loudness.before", "silence", "loudness.after", "silence"));
    }

    private Result result(Map<String, String> facts) {
        OptionalDouble seconds = OptionalDouble.of(task.info.seconds());
        Expected expected = task.target.film()
                ? task.info.video().map(v -> Expected.film(v.width(), v.height(), task.info.seconds()))
                        .orElse(Expected.ANYTHING)
                : Expected.sound(seconds.getAsDouble());
        return new Result(List.of(new Output(output, OPERATION, Shelf.EDITS, expected)), facts);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s to %.1f LUFS", task.input.getFileName(), task.parameters.target());
    }
}
