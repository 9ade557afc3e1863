package org.podstudio.ui.inspector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.podstudio.api.project.Attempt;
import org.podstudio.api.project.JobSnapshot;

/** Something to read of a job. */
sealed interface Item {

    /** How it reads. */
    enum Tone {
        PLAIN, MUTED, BAD
    }

    /** What a click does. */
    sealed interface Deed {

        /** Puts a text into the clipboard. */
        record Copy(String text) implements Deed {}

        /** Opens a file. */
        record Open(Path file) implements Deed {}
    }

    /** The job itself. */
    record Title(JobSnapshot job, String what, String state) implements Item {}

    /** Above a group of items. */
    record Caption(String text) implements Item {}

    /** Some sentences. */
    record Words(String text, Tone tone) implements Item {}

    /** A name and what it stands for. */
    record Fact(String label, String value) implements Item {}

    /**
     * How much there was of something, and how much was expected.
     *
     * @param part
     *            of what was expected, 1: as much
     */
    record Gauge(String label, String value, double part) implements Item {}

    /** A time that it ran. */
    record Try(String head, String time, Attempt.Ending ending, List<Attempt.Stage> stages, String legend)
            implements
                Item {
        /** Copies the list. */
        public Try {
            stages = List.copyOf(stages);
        }
    }

    /** The command line of a child process. */
    record Command(String line, String outcome) implements Item {}

    /** A file that it made. */
    record Result(Path file) implements Item {}

    /** A line of its log. */
    record Line(String time, String text) implements Item {}

    /** What a click on it does. */
    default Optional<Deed> deed() {
        return switch (this) {
            case Command command -> Optional.of(new Deed.Copy(command.line()));
            case Result result -> Optional.of(new Deed.Open(result.file()));
            default -> Optional.empty();
        };
    }

    /** As it is read aloud. */
    default String aloud() {
        return switch (this) {
            case Title title -> title.what() + ", " + title.job().input().getFileName() + ", " + title.state();
            case Caption caption -> caption.text();
            case Words words -> words.text();
            case Fact fact -> fact.label() + " " + fact.value();
            case Gauge gauge -> gauge.label() + " " + gauge.value();
            case Try one -> one.head() + ", " + one.time() + ", " + one.legend();
            case Command command -> command.line() + ", " + command.outcome();
            case Result result -> String.valueOf(result.file().getFileName());
            case Line line -> line.text();
        };
    }
}
