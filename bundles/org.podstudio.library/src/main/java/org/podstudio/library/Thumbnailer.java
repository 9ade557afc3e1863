package org.podstudio.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Problem;
import org.podstudio.content.Inspector;
import org.podstudio.imaging.Thumbnail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small pictures of many files at once, on all cores, each file decoded once. No project is needed. For any thread. */
@Component(service = Thumbnailer.class)
public final class Thumbnailer {

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnailer.class);

    private final Inspector inspector;
    private final ReentrantLock scarce = new ReentrantLock();

    /** With what looks into files. */
    @Activate
    public Thumbnailer(@Reference Inspector inspector) {
        this.inspector = inspector;
    }

    /**
     * What is wanted of a file.
     *
     * @param file picture, film or sound
     * @param wanted at least one
     * @param placeholder whether a file that cannot be shown gets pictures that say so; it has failed none the less
     */
    public record Order(Path file, List<Thumbnail> wanted, boolean placeholder) {

        /** Without placeholders. */
        public Order(Path file, List<Thumbnail> wanted) {
            this(file, wanted, false);
        }
    }

    /**
     * Makes them. A file that fails leaves the others going, and nothing half-made.
     *
     * @param check called several times a second, in the calling thread; what it throws ends the work
     * @param each told of every order in turn, with what was wrong with it if anything was, in the calling thread
     */
    public void make(List<Order> orders, Runnable check, BiConsumer<Order, Optional<Problem>> each) {
        AllCores.map(orders, this::make, check, each);
    }

    private Optional<Problem> make(Order order) {
        Optional<Problem> problem = attempt(order);
        if (problem.filter(p -> p.kind() == ErrorKind.RESOURCE).isEmpty()) {
            return problem;
        }
        // beside others it was too much: once more, while no other large one is tried again
        scarce.lock();
        try {
            return attempt(order);
        } finally {
            scarce.unlock();
        }
    }

    private Optional<Problem> attempt(Order order) {
        List<Thumbnail> parts = order.wanted().stream().map(Thumbnailer::part).toList();
        try {
            Optional<Problem> problem = draw(order, parts);
            for (int i = 0; i < parts.size() && (problem.isEmpty() || placeholder(order, problem.get())); i++) {
                Files.move(parts.get(i).target(), order.wanted().get(i).target(), StandardCopyOption.ATOMIC_MOVE);
            }
            return problem;
        } catch (IOException e) {
            return Optional.of(Problem.of(Files.isReadable(order.file())
                    ? Disk.refusal(order.wanted().getFirst().target(), e)
                    : Disk.unreadable(order.file(), e)));
        } catch (RuntimeException e) {
            // the edge: one odd file must not end the others
            LOG.error("No thumbnail of {}", order.file(), e);
            return Optional.of(new Problem(ErrorKind.SYSTEM, "library.unexpected",
                    "Something unexpected went wrong with " + order.file().getFileName() + ".",
                    "Look into the log.", Optional.empty()));
        } finally {
            parts.forEach(part -> part.target().toFile().delete());
        }
    }

    private Optional<Problem> draw(Order order, List<Thumbnail> parts) throws IOException {
        try {
            inspector.thumbnails(order.file(), parts);
            return Optional.empty();
        } catch (ProcessingException e) {
            Problem problem = Problem.of(e);
            if (placeholder(order, problem)) {
                inspector.placeholders(parts);
            }
            return Optional.of(problem);
        }
    }

    /** Only what is wrong with the file itself is worth a picture: anything else may be well again. */
    private static boolean placeholder(Order order, Problem problem) {
        return order.placeholder() && problem.kind() == ErrorKind.INPUT;
    }

    private static Thumbnail part(Thumbnail wanted) {
        return new Thumbnail(wanted.target().resolveSibling("." + UUID.randomUUID() + ".part"), wanted.size(),
                wanted.encoding());
    }
}
