package org.podstudio.processors.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.Expected;
import org.podstudio.api.MediaKind;
import org.podstudio.api.Needs;
import org.podstudio.api.Output;
import org.podstudio.api.Processor;
import org.podstudio.api.ProcessorInfo;
import org.podstudio.api.Request;
import org.podstudio.api.Result;
import org.podstudio.api.Run;
import org.podstudio.api.Shelf;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Form;
import org.podstudio.imaging.Heap;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Original;
import org.podstudio.imaging.metadata.Beside;
import org.podstudio.imaging.pixels.DeepPicture;
import org.podstudio.imaging.pixels.DeepProfiled;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Profiled;
import org.podstudio.imaging.pixels.Resizer;

/** Brings a picture into another format, to a quality, a size of file or a purpose. */
@Component(service = Processor.class, property = "processor.id=convert")
public final class ConvertProcessor implements Processor<Params> {

    private static final String OPERATION = "converted";
    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("convert", 6, Set.of(MediaKind.IMAGE),
            Set.of(MediaKind.IMAGE), Params.DEFAULTS);
    private static final int KILOBYTE = 1000;
    /** Shares of the progress of one result. */
    private static final double DECODING = 0.3;
    private static final double RESIZING = 0.2;
    private static final double ENCODING = 0.5;
    /** Bytes a pixel of the encoders, those in a child process included. */
    private static final int ENCODER_BYTES = 12;

    private final Images images;

    /** With what reads and writes pictures. */
    @Activate
    public ConvertProcessor(@Reference Images images) {
        this.images = images;
    }

    @Override
    public ProcessorInfo<Params> info() {
        return INFO;
    }

    @Override
    public Needs needs(Request<Params> request) {
        try {
            Params params = request.parameters();
            ImageHeader header = images.header(request.input());
            int depth = images.depth(request.input());
            Goal goal = check(header, depth, request);
            int reduction = goal.form(header, depth, params).needed(header);
            return new Needs(1, heapBytes(header, depth, goal, params),
                    4 * header.pixels() / (reduction * reduction) + ENCODER_BYTES * goal.pixels(), 0,
                    (1L << 20) + pixelBytes(header, depth, goal, params) * 2L * goal.pixels());
        } catch (IOException e) {
            // the run itself words what is wrong with the file
            return Needs.LIGHT;
        }
    }

    /** The most of each, and what is held of the picture for others beside it. */
    @Override
    public Needs needsAll(List<Request<Params>> requests) {
        Needs most = Processor.super.needsAll(requests);
        try {
            ImageHeader header = images.header(requests.getFirst().input());
            int depth = images.depth(requests.getFirst().input());
            return most.plusHeap(Form.heapBeside(header,
                    requests.stream().map(request -> form(header, depth, request)).collect(Collectors.toSet())));
        } catch (IOException e) {
            return most;
        }
    }

    private static Form form(ImageHeader header, int depth, Request<Params> request) {
        return check(header, depth, request).form(header, depth, request.parameters());
    }

    @Override
    public List<Output.Name> names(Request<Params> request) throws IOException {
        Goal goal = Goal.of(images.header(request.input()), request.parameters());
        return List.of(new Output.Name(OPERATION, goal.encoding().format().extension()));
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        return processAll(List.of(request), run).getFirst();
    }

    /** Decodes once for all that are made of the same scale of the picture; what is recoded reads it by itself. */
    @Override
    public List<Result> processAll(List<Request<Params>> requests, Run run) throws IOException {
        Path input = requests.getFirst().input();
        run.checkCanceled();
        double whole = DECODING + requests.size() * (RESIZING + ENCODING);
        run.stage("decode", DECODING / whole);
        ImageHeader header = images.header(input);
        Original original = new Original(images, input, header, run);
        List<Goal> goals = requests.stream().map(request -> check(header, original.depth(), request)).toList();
        List<Form> forms = requests.stream().map(request -> form(header, original.depth(), request)).toList();
        forms.forEach(original::expect);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            String name = i == 0 ? "converted" : "converted-" + (i + 1);
            Params params = requests.get(i).parameters();
            results.add(forms.get(i).deep()
                    ? deep(original, goals.get(i), params, name, whole, run)
                    : made(original, forms.get(i), goals.get(i), params, name, whole, run));
        }
        run.progress(1);
        return results;
    }

    /** With all bits. @param whole what the shares of all stages add up to */
    private Result deep(Original original, Goal goal, Params params, String name, double whole, Run run)
            throws IOException {
        DeepProfiled source = original.deep(params.keepProfile());
        run.stage("resize", RESIZING / whole);
        DeepPicture picture = drawn(source.picture(), goal, run);
        run.stage("encode", ENCODING / whole);
        Beside beside = beside(original, goal, params, source.profile());
        Result result = encoded((file, encoding) -> images.write(picture, file, encoding, beside, run::checkCanceled),
                goal, params, name, run);
        if (!Original.deep(images.depth(result.outputs().getFirst().file()))) {
            Original.tellLostDepth(original.depth(), run::note);
        }
        return result;
    }

    private Result made(Original original, Form form, Goal goal, Params params, String name, double whole, Run run)
            throws IOException {
        if (goal.copies(original.header(), params)) {
            Optional<Result> recoded = recoded(original, goal, params, name, whole, run);
            if (recoded.isPresent()) {
                return recoded.get();
            }
        }
        Profiled source = original.picture(form);
        run.stage("resize", RESIZING / whole);
        Picture drawn = drawn(source.picture(), goal, run);
        Picture picture = goal.encoding().format() == ImageFormat.JPEG ? drawn.on(params.rgb()) : drawn;
        run.stage("encode", ENCODING / whole);
        Original.tellLostDepth(original.depth(), run::note);
        Beside beside = beside(original, goal, params, source.profile());
        return encoded((file, encoding) -> images.write(picture, file, encoding, beside, run::checkCanceled), goal,
                params, name, run);
    }

    /** Of a JPEG that can be had in another format without pixels in between; takes hardly any time where it cannot. */
    private static Optional<Result> recoded(Original original, Goal goal, Params params, String name, double whole,
            Run run) throws IOException {
        Path file = file(goal, name, run);
        Beside beside = beside(original, goal, params, Optional.empty());
        return original.recode(file, goal.encoding(), beside, () -> run.stage("encode", (RESIZING + ENCODING) / whole))
                ? Optional.of(result(file, goal, goal.encoding(), Map.of()))
                : Optional.empty();
    }

    private static Path file(Goal goal, String name, Run run) {
        return run.scratch().resolve(name + "." + goal.encoding().format().extension());
    }

    private static Beside beside(Original original, Goal goal, Params params, Optional<byte[]> profile) {
        return original.beside().remade(goal.width(), goal.height(), profile, params.policy());
    }

    /** Refuses what will not work before anything of its size is allocated. */
    private static Goal check(ImageHeader header, int depth, Request<Params> request) {
        Params params = request.parameters();
        Goal goal = Goal.of(header, params);
        goal.encoding().requireRoom(goal.width(), goal.height());
        Heap.require(heapBytes(header, depth, goal, params), "convert", String.valueOf(request.input().getFileName()),
                "Choose a smaller longest side");
        return goal;
    }

    /** Samples of two bytes take twice the room, unless they are rounded while they are read. */
    private static int pixelBytes(ImageHeader header, int depth, Goal goal, Params params) {
        return Original.deep(depth) && goal.form(header, depth, params).needed(header) == 1 ? 8 : 4;
    }

    /** The peak: while decoding, resizing or packing, the source held all the time. */
    private static long heapBytes(ImageHeader header, int depth, Goal goal, Params params) {
        int reduction = goal.form(header, depth, params).needed(header);
        long decoded = header.pixels() / (reduction * reduction);
        long cut = (long) goal.cutWidth() * goal.cutHeight() / (reduction * reduction);
        // columns first, then rows
        long halfWay = (long) goal.width() * goal.cutHeight() / reduction;
        long copies = (cut < decoded ? cut : 0) + (header.alpha() ? cut : 0);
        long resized = goal.smaller() ? copies + halfWay + goal.pixels() : copies;
        long packed = 2 * goal.pixels();
        return (64L << 20) + pixelBytes(header, depth, goal, params) * (decoded + Math.max(decoded, Math.max(resized,
                packed)));
    }

    /** Writes what was drawn. */
    @FunctionalInterface
    private interface Writing {
        void write(Path file, Encoding encoding) throws IOException;
    }

    private static Result encoded(Writing writing, Goal goal, Params params, String name, Run run)
            throws IOException {
        Path file = file(goal, name, run);
        if (params.maxSize().isEmpty()) {
            writing.write(file, goal.encoding());
            return result(file, goal, goal.encoding(), Map.of());
        }
        long mostBytes = (long) params.maxSize().getAsInt() * KILOBYTE;
        SizeSearch.Found found = fit(writing, goal, mostBytes, file);
        return result(file, goal, found.encoding(), Map.of("convert.attempts", Integer.toString(found.attempts())));
    }

    private static Result result(Path file, Goal goal, Encoding used, Map<String, String> more) throws IOException {
        Map<String, String> facts = new TreeMap<>(more);
        facts.put("convert.quality", Levels.words(used));
        facts.put("convert.bytes", Long.toString(Files.size(file)));
        return new Result(List.of(new Output(file, OPERATION, Shelf.EDITS,
                Expected.picture(goal.width(), goal.height()))), facts);
    }

    private static Picture drawn(Picture source, Goal goal, Run run) {
        Picture kept = source;
        if (goal.cutWidth() == goal.cutHeight() && source.width() != source.height()) {
            int side = Math.min(source.width(), source.height());
            kept = source.part((source.width() - side) / 2, (source.height() - side) / 2, side, side);
        }
        return goal.smaller()
                ? Resizer.resize(kept, goal.width(), goal.height(), Filter.LANCZOS, run::checkCanceled)
                : kept;
    }

    private static DeepPicture drawn(DeepPicture source, Goal goal, Run run) {
        DeepPicture kept = source;
        if (goal.cutWidth() == goal.cutHeight() && source.width() != source.height()) {
            int side = Math.min(source.width(), source.height());
            kept = source.part((source.width() - side) / 2, (source.height() - side) / 2, side, side);
        }
        return kept.resized(goal.width(), goal.height(), Filter.LANCZOS, false, run::checkCanceled);
    }

    /** What fits is kept, what comes after it is better or larger. */
    private static SizeSearch.Found fit(Writing writing, Goal goal, long mostBytes, Path file) throws IOException {
        Path attempt = file.resolveSibling("attempt." + goal.encoding().format().extension());
        try {
            return SizeSearch.find(Levels.steps(goal.encoding()), mostBytes, encoding -> {
                writing.write(attempt, encoding);
                long bytes = Files.size(attempt);
                if (bytes <= mostBytes) {
                    Files.move(attempt, file, StandardCopyOption.REPLACE_EXISTING);
                }
                return bytes;
            });
        } finally {
            Files.deleteIfExists(attempt);
        }
    }
}
