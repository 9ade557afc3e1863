package org.podstudio.ui.grid;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Asset;
import org.podstudio.ui.UiThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures of assets, read by workers when they are to be seen and kept up to a number of bytes; the ones not
 * seen for longest are disposed first. All methods in the UI thread.
 */
public final class Thumbnails {

    /** Finds or makes the file of a thumbnail; called by workers, may be slow. */
    @FunctionalInterface
    public interface Source {
        /** Empty when there is none and cannot be. */
        Optional<Path> find(Asset asset);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final long KEPT_BYTES = 160L << 20;
    private static final int WORKERS = 2;

    private final UiThread ui;
    private final Function<ImageData, Image> painted;
    private final Runnable arrived;
    private final Map<UUID, Small> images = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<UUID> failed = new HashSet<>();
    private final Set<UUID> without = new HashSet<>();
    private final Set<UUID> working = new HashSet<>();
    private Source source = asset -> Optional.empty();
    private List<Asset> wanted = List.of();
    private long bytes;
    private boolean closed;

    /**
     * @param painted
     *            makes a picture for the screen, in the UI thread
     * @param arrived
     *            told in the UI thread that there is something new to draw
     */
    Thumbnails(UiThread ui, Function<ImageData, Image> painted, Runnable arrived) {
        this.ui = ui;
        this.painted = painted;
        this.arrived = arrived;
    }

    /** The picture, if it is here; it stays valid until control returns to the event loop. */
    Optional<Small> image(Asset asset) {
        return Optional.ofNullable(images.get(asset.id()));
    }

    /** Whether it was tried in vain; an asset that simply has no picture did not fail. */
    boolean failed(Asset asset) {
        return failed.contains(asset.id());
    }

    /** What is seen now; whatever was wanted before and has not begun is forgotten. */
    void want(List<Asset> visible) {
        wanted = visible;
        while (working.size() < WORKERS && begin()) {
            // one worker more
        }
    }

    /** Where pictures come from, from now on; tries again what failed before. */
    void from(Source changed) {
        source = changed;
        failed.clear();
        without.clear();
    }

    /** Disposes every picture; workers that still run find nobody to tell. */
    public void close() {
        closed = true;
        images.values().forEach(Small::dispose);
        images.clear();
        wanted = List.of();
    }

    private boolean begin() {
        Optional<Asset> next = wanted.stream().filter(this::missing).findFirst();
        next.ifPresent(asset -> {
            working.add(asset.id());
            job(asset, source).schedule();
        });
        return next.isPresent();
    }

    private boolean missing(Asset asset) {
        UUID id = asset.id();
        return !images.containsKey(id) && !failed.contains(id) && !without.contains(id) && !working.contains(id);
    }

    private Job job(Asset asset, Source from) {
        Job job = new Job("Thumbnail " + asset.fileName()) {
            @Override
            protected IStatus run(@org.eclipse.jdt.annotation.Nullable IProgressMonitor monitor) {
                load(asset, from);
                return Objects.requireNonNull(Status.OK_STATUS);
            }
        };
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        return job;
    }

    private void load(Asset asset, Source from) {
        try {
            Optional<ImageData> data = from.find(asset).map(path -> new ImageData(path.toString()));
            ui.post(() -> finished(asset.id(), data, without));
        } catch (ProcessingException | SWTException e) {
            LOG.debug("no thumbnail of {}: {}", asset.path(), e.getMessage());
            ui.post(() -> finished(asset.id(), Optional.empty(), failed));
        } catch (RuntimeException | Error e) {
            // The edge: a worker that is not given back is lost, and there are but two.
            LOG.error("no thumbnail of {}", asset.path(), e);
            ui.post(() -> finished(asset.id(), Optional.empty(), failed));
        }
    }

    private void finished(UUID id, Optional<ImageData> data, Set<UUID> otherwise) {
        working.remove(id);
        if (closed) {
            return;
        }
        data.ifPresentOrElse(d -> keep(id, new Small(painted.apply(d))), () -> otherwise.add(id));
        want(wanted);
        arrived.run();
    }

    private void keep(UUID id, Small small) {
        images.put(id, small);
        bytes += size(small);
        var eldest = images.entrySet().iterator();
        while (bytes > KEPT_BYTES && images.size() > 1) {
            Small old = eldest.next().getValue();
            bytes -= size(old);
            eldest.remove();
            old.dispose();
        }
    }

    /** Twice, for it is drawn in about its own size. */
    private static long size(Small small) {
        return 8L * small.bounds().width * small.bounds().height;
    }
}
