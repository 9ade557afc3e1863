package org.podstudio.models.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A file in chunks: an index {@code {key: {size, chunks: [{hash, offsets: [from, to]}]}}}, where the name of each chunk is its SHA-256. */
public final class Chunks {

    private Chunks() {
    }

    /**
     * Joins the chunks of one entry; each is checked against its name.
     *
     * @param folder holds the index and the chunks
     * @throws org.podstudio.api.ProcessingException {@code models.bad-file}
     */
    public static void join(Path folder, String index, String key, Path target) throws IOException {
        JsonNode entry = new ObjectMapper().readTree(folder.resolve(index).toFile()).path(key);
        long size = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            for (JsonNode chunk : entry.path("chunks")) {
                if (chunk.path("offsets").path(0).asLong() != size) {
                    throw BadModel.because(index, "the chunks of " + key + " do not follow each other");
                }
                size += append(folder, chunk.path("hash").asText(), out);
            }
        }
        if (size == 0 || size != entry.path("size").asLong()) {
            throw BadModel.because(index,
                    "the chunks of " + key + " have " + size + " bytes and not " + entry.path("size").asLong());
        }
    }

    private static long append(Path folder, String hash, OutputStream out) throws IOException {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw BadModel.because(hash, "it is not the name of a chunk");
        }
        Path chunk = folder.resolve(hash);
        if (!Files.isRegularFile(chunk) || !Sha256.of(chunk).equals(hash)) {
            throw BadModel.because(hash, "the chunk is missing or damaged");
        }
        return Files.copy(chunk, out);
    }
}
