package org.podstudio.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.hardware.Hardware;
import org.podstudio.hardware.Tool;
import org.podstudio.media.command.AudioFormat;
import org.podstudio.media.command.Formats;
import org.podstudio.media.internal.child.Natives;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ffmpegs of this machine and who of them can do what: the bundled one, or the one that the user chose, first; then the one on
 * the search path for what the first lacks. Abilities are tried when they are first asked for and kept in the hardware
 * profile for as long as the program stays the same. For any thread.
 */
@Component(service = Toolbox.class)
public final class Toolbox {

    private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

    private final Optional<Hardware> hardware;
    private final Ffmpeg first;
    private final String searchPath;
    private Optional<List<Ffmpeg>> all = Optional.empty();
    private final Map<String, Tool> tools = new HashMap<>();

    /** @param hardware remembers what was tried */
    @Activate
    public Toolbox(@Reference Hardware hardware, @Reference Ffmpeg ffmpeg) {
        this(Optional.of(hardware), ffmpeg, Natives.searchPath());
    }

    Toolbox(Optional<Hardware> hardware, Ffmpeg first, String searchPath) {
        this.hardware = hardware;
        this.first = first;
        this.searchPath = searchPath;
    }

    /** Of one ffmpeg alone, whose abilities are forgotten with the toolbox: for tests and tools. */
    public static Toolbox of(Ffmpeg ffmpeg) {
        return new Toolbox(Optional.empty(), ffmpeg, "");
    }

    /** The one that is used unless it lacks something. */
    public Ffmpeg first() {
        return first;
    }

    /** The first that can do all of it. */
    public Optional<Ffmpeg> having(Ability... abilities) {
        return having(List.of(abilities));
    }

    /** The first that can do all of it. */
    public Optional<Ffmpeg> having(Collection<Ability> abilities) {
        return all().stream().filter(f -> abilities.stream().allMatch(a -> can(f, a))).findFirst();
    }

    /**
     * The first that can do all of it.
     *
     * @param what for the message: {@code "Stabilising with vidstab"}
     * @throws ProcessingException {@code media.no-ability}
     */
    public Ffmpeg require(String what, Ability... abilities) {
        return having(abilities).orElseThrow(() -> new ProcessingException(ErrorKind.CONFIGURATION,
                "media.no-ability", what + " needs an ffmpeg with " + Arrays.stream(abilities).map(Ability::name)
                        .collect(Collectors.joining(", ")) + ", which none of this machine has.",
                "Install an ffmpeg that has it so that the system finds it, or let PODSTUDIO_FFMPEG name its folder."));
    }

    /** Whether the first one can do it. */
    public boolean can(Ability ability) {
        return can(first, ability);
    }

    /** Whether an ffmpeg can do it; tried once a machine. */
    public boolean can(Ffmpeg ffmpeg, Ability ability) {
        Tool tool = tool(ffmpeg);
        Boolean known = tool.abilities().get(ability.key());
        if (known != null) {
            return known;
        }
        Trial.Finding found = Trial.of(ffmpeg, ability);
        LOG.debug("{}: {}", ffmpeg.program(), found);
        return keep(tool, found).abilities().getOrDefault(ability.key(), false);
    }

    /** Why the first one, which has an encoder, cannot use it: {@code Cannot load libcuda.so.1.} Empty: it can, or lacks it. */
    public Optional<String> why(Ability ability) {
        return can(ability) ? Optional.empty() : Optional.ofNullable(tool(first).reasons().get(ability.key()));
    }

    /**
     * Tries every encoder that {@link Formats} knows on every ffmpeg: some seconds' work the first time, none after that.
     *
     * @return one a program, the first first
     */
    public List<Tool> survey() {
        Formats known = Formats.known();
        List<String> encoders = Stream.concat(known.video().stream().flatMap(v -> Stream.of(v.software(), v
                .hardware())), known.audio().stream().map(AudioFormat::encoders)).flatMap(List::stream).toList();
        for (Ffmpeg ffmpeg : all()) {
            encoders.forEach(e -> can(ffmpeg, Ability.encoder(e)));
            can(ffmpeg, Ability.filter("scale"));
            can(ffmpeg, Ability.hwaccel("cuda"));
        }
        return all().stream().map(this::tool).toList();
    }

    private synchronized Tool keep(Tool tool, Trial.Finding found) {
        Tool more = tools.getOrDefault(tool.identity(), tool).with(found.abilities(), found.reasons());
        tools.put(tool.identity(), more);
        hardware.ifPresent(h -> h.keep(more));
        return more;
    }

    private synchronized Tool tool(Ffmpeg ffmpeg) {
        return tools.computeIfAbsent(ffmpeg.identity(), identity -> hardware.flatMap(h -> h.tool(identity)).orElseGet(
                () -> new Tool(identity, ffmpeg.program().toString(), Trial.version(ffmpeg), Map.of(), Map.of())));
    }

    private synchronized List<Ffmpeg> all() {
        if (all.isEmpty()) {
            List<Ffmpeg> found = new ArrayList<>(List.of(first));
            if (!Natives.chosen().isBlank()) {
                found.add(new Ffmpeg(Natives.bundled()));
            }
            Natives.onPath(searchPath).map(Ffmpeg::new).filter(f -> found.stream().noneMatch(g -> g.identity().equals(
                    f.identity()))).ifPresent(found::add);
            all = Optional.of(List.copyOf(found));
        }
        return all.get();
    }
}
