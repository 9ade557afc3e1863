package org.podstudio.processors.crop;

import java.io.IOException;

import org.podstudio.imaging.Images;
import org.podstudio.testkit.LargePictureContract;

class LargePictureTest extends LargePictureContract {

    /** What the program does: the file loses nothing, so that its pixels tell how the picture was read. */
    public static void main(String[] arguments) throws IOException {
        make(new CropProcessor(new Images()), GeometryTest.params("width=800 format=png"), arguments);
    }
}
