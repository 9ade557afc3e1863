package org.podstudio.processors.transcode;

import java.io.IOException;
import java.nio.file.Path;

import org.podstudio.api.Run;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Graph;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.StreamRef;

import java.util.List;

/** A result that takes several commands: openings encoded to find its rate, a first pass, the pass that counts. */
record Passes(Making making, Path file, MediaInfo info) {

    private static final double FINDING = 0.1;
    private static final double FIRST = 0.4;

    void make(Run run) throws IOException {
        double done = making.parameters().contentAware() ? FINDING : 0;
        Rate rate = making.rate(run.part(done));
        Coding coding = making.coding(rate);
        Path log = run.scratch().resolve("passes");
        Input input = Input.file(making.carried().input());
        StreamRef film = StreamRef.of(0, making.film().index());
        if (making.twoPass()) {
            Lane first = Lane.of(film, making.choice().dialect().pass(coding, 1, log)).through(making.chain());
            done += FIRST;
            making.choice().ffmpeg().run(Command.of(input, Output.nowhere().with(first)), info.seconds(), run.part(
                    done));
            coding = making.choice().dialect().pass(coding, 2, log);
        }
        StreamRef pad = StreamRef.pad("v0");
        Graph graph = Graph.EMPTY.with(film, making.chain(), pad);
        making.choice().ffmpeg().run(new Command(List.of(input), graph, List.of(making.output(file, pad, coding, run))),
                info
                        .seconds(),
                run.part(1));
    }
}
