package org.podstudio.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Small JSON files for people to read; on disk before they are renamed, so that nobody meets half a file. */
final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {
    }

    static void write(Path file, Object value) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".part");
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                for (ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(value)); bytes.hasRemaining();) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(fresh.getParent());
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static Map<String, Object> readMap(Path file) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    }

    static List<Map<String, String>> readList(Path file) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    }

    static Map<String, Object> parse(String json) throws IOException {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }
}
