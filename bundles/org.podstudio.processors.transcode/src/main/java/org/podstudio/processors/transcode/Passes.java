package org.podstudio.processors.transcode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.Run;
import org.podstudio.media.MediaInfo;
import org.podstudio.media.command.Coding;
import org.podstudio.media.command.Command;
import org.podstudio.media.command.Dialect;
import org.podstudio.media.command.Graph;
import org.podstudio.media.command.Input;
import org.podstudio.media.command.Lane;
import org.podstudio.media.command.Output;
import org.podstudio.media.command.Rate;
import org.podstudio.media.command.StreamRef;

/** A result that takes several commands: openings encoded to find its rate, a first pass, the pass that counts. */
record Passes(Making making, Path file, MediaInfo info) {

    private static final double FINDING = 0.1;
    private static final double FIRST = 0.4;

    void make(Run run) throws IOException {
        double done = making.parameters().contentAware() ? FINDING : 0;
        Rate rate = making.rate(run.part(done));
        Optional<Dialect.Pass> last = Optional.empty();
        if (making.twoPass()) {
            String log = run.scratch().resolve("passes").toAbsolutePath().toString();
            Coding coding = making.coding(rate, Optional.of(new Dialect.Pass(1, log)));
            done += FIRST;
            work(Graph.EMPTY, Output.nowhere().with(Lane.of(film(), coding).through(making.chain())), run.part(done));
            last = Optional.of(new Dialect.Pass(2, log));
        }
        StreamRef pad = StreamRef.pad("v0");
        work(Graph.EMPTY.with(film(), making.chain(), pad), making.output(file, pad, making.coding(rate, last), run),
                run.part(1));
    }

    private StreamRef film() {
        return StreamRef.of(0, making.film().index());
    }

    private void work(Graph graph, Output output, Run run) {
        Input input = Input.file(making.carried().input());
        making.choice().ffmpeg().run(new Command(List.of(input), graph, List.of(output)), info.seconds(), run);
    }
}
