package org.podstudio.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where packs are put together: hidden folders in {@code Packs/.building}, on the same file system as the finished
 * ones even when {@code Packs} is a mount, so that a pack appears by a rename. For any thread.
 */
final class BuildingSite {

    private static final Logger LOG = LoggerFactory.getLogger(BuildingSite.class);

    private final Set<Path> open = ConcurrentHashMap.newKeySet();

    /** Where finished things stand. */
    record Place(Path folder, Path zip) {}

    /**
     * A new empty folder; what a process that died left behind is removed: the store's lock says that no other one
     * is at work.
     */
    synchronized Path open(Path packs) throws IOException {
        Path yard = Files.createDirectories(packs.resolve(".building"));
        sweep(yard);
        Path site = yard.resolve(UUID.randomUUID().toString());
        open.add(site);
        return Files.createDirectory(site);
    }

    /**
     * Removes the folder with whatever is still in it, and the yard after the last one. That it cannot be removed is
     * no failure of a pack that stands in its place: the next build sweeps.
     */
    synchronized void close(Path site) {
        open.remove(site);
        try {
            Disk.delete(site);
            Files.deleteIfExists(site.resolveSibling(""));
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("Another pack is being built beside {}.", site);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be removed and will be by the next build: {}", site, e.toString());
        }
    }

    /**
     * Renames what there is of the two to {@code name} and {@code name.zip}, or the first of {@code name-2} … that is
     * free for both: both or neither.
     */
    synchronized Place place(Path packs, String name, Path folder, Path zip) throws IOException {
        Path free = packs.resolve(name);
        Path freeZip = packs.resolve(name + ".zip");
        for (int i = 2; Files.exists(free) || Files.exists(freeZip); i++) {
            free = packs.resolve(name + "-" + i);
            freeZip = packs.resolve(name + "-" + i + ".zip");
        }
        move(zip, freeZip);
        try {
            move(folder, free);
        } catch (IOException e) {
            undo(freeZip, zip, e);
            throw e;
        }
        return new Place(free, freeZip);
    }

    private static void undo(Path moved, Path back, IOException why) {
        try {
            move(moved, back);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void sweep(Path yard) throws IOException {
        try (Stream<Path> sites = Files.list(yard)) {
            for (Path site : sites.filter(s -> !open.contains(s)).toList()) {
                LOG.info("Removing what an interrupted build left in {}.", site);
                Disk.delete(site);
            }
        }
    }
}
