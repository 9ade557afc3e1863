package org.podstudio.processors.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.podstudio.api.ProcessingException;
import org.podstudio.api.Request;
import org.podstudio.imaging.Images;
import org.podstudio.testkit.LargePictureContract;

/** What shall stay as large is refused, with what would help. */
class LargePictureTest extends LargePictureContract {

    /** What the program does. */
    public static void main(String[] arguments) throws IOException {
        ConvertProcessor convert = new ConvertProcessor(new Images());
        make(convert, ConvertProcessorTest.params("format=png longest_side=800"), arguments);
        var whole = new Request<>(List.of(Path.of(arguments[0])), ConvertProcessorTest.params("format=webp"), 0);
        var refused = assertThrows(ProcessingException.class, () -> convert.needs(whole));
        assertEquals("convert.no-memory", refused.code());
        assertTrue(refused.advice().contains("longest side"), refused.advice());
    }
}
