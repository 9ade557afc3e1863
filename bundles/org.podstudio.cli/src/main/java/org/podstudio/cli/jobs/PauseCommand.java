package org.podstudio.cli.jobs;

import java.util.Map;
import java.util.concurrent.Callable;

import org.podstudio.cli.context.Context;
import org.podstudio.cli.screen.ExitCode;
import org.podstudio.engine.Engine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps jobs from running. */
@Command(name = "pause", description = "Keeps jobs, or the whole queue, from running until they are resumed.")
final class PauseCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final Which which = new Which();

    @Option(names = "--queue", description = "The whole queue: no job begins; new ones are accepted.")
    private boolean queue;

    PauseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        which.orElse("--queue", queue);
        try (Engine engine = context.studio().engine(context.project())) {
            if (queue) {
                engine.queue().pause();
                context.screen().show(Map.of("paused", true), out -> out.println("The queue is paused."));
                return ExitCode.DONE;
            }
            Answers answers = new Answers(context.screen());
            answers.each(which.toStop(Jobs.of(engine), answers), "paused", engine.queue()::pause);
            return answers.finish();
        }
    }
}
