package org.podstudio.cli.context;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.podstudio.api.project.Problem;
import org.podstudio.library.Thumbnailer;
import org.podstudio.library.Thumbnailer.Order;

/** Makes small pictures of plain files, as {@link Thumbnailer#make} does. */
@FunctionalInterface
public interface ThumbnailBench {

    /** Tells of each order in turn what was wrong with it, if anything was. */
    void make(List<Order> orders, Runnable check, BiConsumer<Order, Optional<Problem>> each);
}
