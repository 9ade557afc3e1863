package org.podstudio.processors.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.podstudio.imaging.Filter;
import org.podstudio.imaging.ImageFormat;
import org.podstudio.imaging.ImageHeader;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.Picture;
import org.podstudio.imaging.Resizer;

/** Brings a picture into another format, to a quality, a size of file or a purpose. */
@Component(service = Processor.class, property = "processor.id=convert")
public final class ConvertProcessor implements Processor<Params> {

    private static final ProcessorInfo<Params> INFO = new ProcessorInfo<>("convert", 1, Set.of(MediaKind.IMAGE),
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
            ImageHeader header = images.header(request.input());
            Goal goal = check(header, request.parameters());
            long source = header.pixels();
            return new Needs(1, (64L << 20) + 4 * (2 * source + 3 * goal.pixels()),
                    4 * source + ENCODER_BYTES * goal.pixels(), 0, (1L << 20) + 8 * goal.pixels());
        } catch (IOException e) {
            // the run itself words what is wrong with the file
            return Needs.LIGHT;
        }
    }

    /** The most of each, and the picture at the fractions of its size that are decoded for others beside it. */
    @Override
    public Needs needsAll(List<Request<Params>> requests) {
        Needs most = Processor.super.needsAll(requests);
        try {
            ImageHeader header = images.header(requests.getFirst().input());
            long beside = Reduction.heapBeside(header,
                    requests.stream().map(request -> Reduction.of(header, check(header, request.parameters())))
                            .collect(Collectors.toSet()));
            return new Needs(most.threads(), most.heapBytes() + beside, most.nativeBytes(), most.gpuBytes(),
                    most.scratchBytes());
        } catch (IOException e) {
            return most;
        }
    }

    @Override
    public Result process(Request<Params> request, Run run) throws IOException {
        return processAll(List.of(request), run).getFirst();
    }

    /** Decodes once for all that are made of the same scale of the picture. */
    @Override
    public List<Result> processAll(List<Request<Params>> requests, Run run) throws IOException {
        Path input = requests.getFirst().input();
        run.checkCanceled();
        double whole = DECODING + requests.size() * (RESIZING + ENCODING);
        run.stage("decode", DECODING / whole);
        ImageHeader header = images.header(input);
        List<Goal> goals = requests.stream().map(request -> check(header, request.parameters())).toList();
        Map<Integer, Picture> scales = new HashMap<>();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            int reduction = Reduction.of(header, goals.get(i));
            Picture source = scales.get(reduction);
            if (source == null) {
                source = Reduction.read(images, input, header, reduction, run);
                scales.put(reduction, source);
            }
            run.stage("resize", RESIZING / whole);
            Picture picture = drawn(source, goals.get(i), run);
            run.stage("encode", ENCODING / whole);
            String name = i == 0 ? "converted" : "converted-" + (i + 1);
            results.add(encoded(picture, goals.get(i), requests.get(i).parameters(), name, run));
        }
        run.progress(1);
        return results;
    }

    private static Goal check(ImageHeader header, Params params) {
        Goal goal = Goal.of(header, params);
        goal.encoding().requireRoom(goal.width(), goal.height());
        return goal;
    }

    private Result encoded(Picture drawn, Goal goal, Params params, String name, Run run) throws IOException {
        Picture picture = goal.encoding().format() == ImageFormat.JPEG ? drawn.on(params.rgb()) : drawn;
        Path file = run.scratch().resolve(name + "." + goal.encoding().format().extension());
        Map<String, String> facts = new TreeMap<>();
        Encoding used = goal.encoding();
        if (params.maxSize().isPresent()) {
            SizeSearch.Found found = fit(picture, goal, (long) params.maxSize().getAsInt() * KILOBYTE, file, run);
            used = found.encoding();
            facts.put("convert.attempts", Integer.toString(found.attempts()));
        } else {
            images.write(picture, file, used, run::checkCanceled);
        }
        facts.put("convert.quality", Levels.words(used));
        facts.put("convert.bytes", Long.toString(Files.size(file)));
        return new Result(List.of(new Output(file, "converted", Shelf.EDITS,
                Expected.picture(picture.width(), picture.height()))), facts);
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

    /** What fits is kept, what comes after it is better or larger. */
    private SizeSearch.Found fit(Picture picture, Goal goal, long mostBytes, Path file, Run run) throws IOException {
        Path attempt = file.resolveSibling("attempt." + goal.encoding().format().extension());
        try {
            return SizeSearch.find(Levels.steps(goal.encoding()), mostBytes, encoding -> {
                images.write(picture, attempt, encoding, run::checkCanceled);
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
