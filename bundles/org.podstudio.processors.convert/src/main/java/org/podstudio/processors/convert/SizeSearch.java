package org.podstudio.processors.convert;

import java.io.IOException;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.imaging.Encoding;

/** Solves the best quality of which the file is no larger than wanted, by halving the steps between smallest and best. */
final class SizeSearch {

    private static final int KILOBYTE = 1000;

    private SizeSearch() {
    }

    /** Writes a picture. */
    @FunctionalInterface
    interface Attempt {
        /** How many bytes the file has. */
        long bytes(Encoding encoding) throws IOException;
    }

    /**
     * What was found.
     *
     * @param encoding the best that fits
     * @param attempts files that were made for it
     */
    record Found(Encoding encoding, int attempts) {}

    /**
     * The last attempt that fitted is the one that is found.
     *
     * @throws ProcessingException {@code convert.size-unreachable} when the smallest file is larger still
     */
    static Found find(List<Encoding> steps, long mostBytes, Attempt attempt) throws IOException {
        int fits = -1;
        int exceeds = steps.size();
        int attempts = 0;
        long smallest = 0;
        while (exceeds - fits > 1) {
            // the best once at first: a large allowance needs no search
            int next = attempts == 0 ? steps.size() - 1 : (fits + exceeds) / 2;
            long bytes = attempt.bytes(steps.get(next));
            attempts++;
            if (bytes <= mostBytes) {
                fits = next;
            } else {
                exceeds = next;
                smallest = bytes;
            }
        }
        if (fits < 0) {
            throw unreachable(steps.getFirst(), smallest, mostBytes);
        }
        return new Found(steps.get(fits), attempts);
    }

    private static ProcessingException unreachable(Encoding smallest, long bytes, long wanted) {
        return ProcessingException.parameter("max_size", "convert.size-unreachable",
                "As %s with %s it still has %d kB; %d kB cannot be reached.".formatted(smallest.format().title(),
                        Levels.words(smallest), (bytes + KILOBYTE - 1) / KILOBYTE, wanted / KILOBYTE),
                "Allow a larger file, choose a smaller longest side, or try AVIF.");
    }
}
