package org.podstudio.processors.crop;

import java.io.IOException;

import org.podstudio.imaging.Images;
import org.podstudio.testkit.LargePictureContract;

class LargePictureTest extends LargePictureContract {

    /** What the program does. */
    public static void main(String[] arguments) throws IOException {
        make(new CropProcessor(new Images()), GeometryTest.params("width=800"), arguments);
    }
}
