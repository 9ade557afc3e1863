package org.podstudio.processors.videoupscale;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done of a film: encoded pieces in one file, one after the other, and how many frames and bytes of it count. A piece counts when it is on the
 * disk and the count is; what a dead program wrote beyond that is cut off. For one thread.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String COUNT = "done.txt";

    private final Path folder;
    private int frames;
    private long bytes;

    private Checkpoint(Path folder) {
        this.folder = folder;
    }

    /** What there is in a folder, which may be empty; nonsense counts as nothing. */
    static Checkpoint in(Path folder) throws IOException {
        Checkpoint checkpoint = new Checkpoint(folder);
        Path count = folder.resolve(COUNT);
        if (Files.isRegularFile(count)) {
            checkpoint.read(Files.readString(count).strip().split(" "));
        }
        checkpoint.cut();
        return checkpoint;
    }

    /** Frames that are done. */
    int frames() {
        return frames;
    }

    /** All pieces: a transport stream, which may be cut and joined between its packets. */
    Path film() {
        return folder.resolve("film.ts");
    }

    /** Where the next piece is written before it counts. */
    Path piece() {
        return folder.resolve("piece.ts");
    }

    /** The piece counts from now on. */
    void add(int more) throws IOException {
        try (FileChannel from = FileChannel.open(piece());
                FileChannel to = FileChannel.open(film(),
                        StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long done = 0; done < from.size();) {
                done += to.transferFrom(from.position(done), bytes + done, from.size() - done);
            }
            to.force(true);
            bytes += from.size();
        }
        frames += more;
        Path fresh = folder.resolve(COUNT + ".new");
        Files.writeString(fresh, frames + " " + bytes + "\n", StandardOpenOption.CREATE, StandardOpenOption.SYNC,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        Files.move(fresh, folder.resolve(COUNT), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(piece());
    }

    private void read(String[] words) {
        try {
            int counted = Integer.parseInt(words[0]);
            long counts = Long.parseLong(words[1]);
            if (counted > 0 && counts > 0 && Files.isRegularFile(film()) && Files.size(film()) >= counts) {
                frames = counted;
                bytes = counts;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | IOException e) {
            LOG.warn("What was done in {} cannot be read: {}", folder, e.toString());
        }
    }

    private void cut() throws IOException {
        Files.deleteIfExists(piece());
        if (Files.exists(film())) {
            try (FileChannel film = FileChannel.open(film(), StandardOpenOption.WRITE)) {
                film.truncate(bytes);
            }
        }
    }
}
