package org.podstudio.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndsTest {

    private final Path folder;

    EndsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** As long as it says; a header more; a byte more than that; a hundredth of a long one, and a byte more. */
    @ParameterizedTest
    @CsvSource({"1000,1000,false", "1000,956,false", "1000,936,false", "1000,935,true", "100000,99000,false",
            "100000,98999,true"})
    void a_short_wav_may_lack_a_header_and_a_long_one_a_hundredth(int said, int there, boolean torn)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(there).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(said - 8);
        assertEquals(torn, Ends.torn(Files.write(folder.resolve("a.wav"), bytes.array())));
    }
}
