package org.podstudio.processors.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.podstudio.api.parameters.ParameterSet;

class GeometryTest {

    @ParameterizedTest(name = "{0}x{1} {2}: {3}")
    @CsvSource(delimiter = ';',
            value = {"400;300;mode=fit;                                 0,0 400x300 > 400x300 in 400x300",
                    "400;300;box=10,20,100,50;                        10,20 100x50 > 100x50 in 100x50",
                    "400;300;width=200;                               0,0 400x300 > 200x150 in 200x150",
                    "400;300;height=100;                              0,0 400x300 > 133x100 in 133x100",
                    "400;300;width=200 height=200;                    0,0 400x300 > 200x150 in 200x150",
                    "400;300;width=200 height=200 mode=fill;          0,0 400x300 > 200x150 in 200x200",
                    "400;300;width=200 height=200 mode=crop;          50,0 300x300 > 200x200 in 200x200",
                    "400;300;width=200 height=200 mode=stretch;       0,0 400x300 > 200x200 in 200x200",
                    "400;300;width=200 height=200 mode=crop anchor=left;    0,0 300x300 > 200x200 in 200x200",
                    "400;300;width=200 height=200 mode=crop anchor=bottom_right; 100,0 300x300 > 200x200 in 200x200",
                    "300;400;width=200 height=200 mode=crop anchor=bottom;  0,100 300x300 > 200x200 in 200x200",
                    "300;400;width=200 height=200 mode=crop anchor=top;     0,0 300x300 > 200x200 in 200x200",
                    "400;300;preset=square_1_1;                       50,0 300x300 > 300x300 in 300x300",
                    "400;300;preset=portrait_4_5;                     80,0 240x300 > 240x300 in 240x300",
                    "400;300;preset=landscape_16_9;                   0,37 400x225 > 400x225 in 400x225",
                    "400;300;preset=landscape_16_9 mode=fill;         0,0 400x300 > 400x300 in 533x300",
                    "400;300;preset=square_1_1 width=100;             50,0 300x300 > 100x100 in 100x100",
                    "400;300;preset=portrait_4_5 height=1350;         80,0 240x300 > 1080x1350 in 1080x1350",
                    "400;300;preset=square_1_1 mode=fill width=100;   0,0 400x300 > 100x75 in 100x100",
                    "400;300;box=0,0,100,100 width=50 height=20 mode=crop;  0,30 100x40 > 50x20 in 50x20",
                    "4000;3000;width=1920;                            0,0 4000x3000 > 1920x1440 in 1920x1440",
                    "3;1000;width=1;                                  0,0 3x1000 > 1x333 in 1x333",
                    "1000;3;width=100;                                0,0 1000x3 > 100x1 in 100x1",
                    "641;427;width=640;                               0,0 641x427 > 640x426 in 640x426"})
    void in_whole_pixels(int width, int height, String parameters, String expected) {
        Geometry g = Geometry.of(new Size(width, height), params(parameters));
        assertEquals(expected, g.cut().x() + "," + g.cut().y() + " " + words(g.cut().size()) + " > " + words(g.scaled())
                + " in " + words(g.canvas()));
    }

    static Params params(String words) {
        Map<String, Object> values = new java.util.HashMap<>();
        if (!words.isBlank()) {
            for (String word : words.strip().split(" ")) {
                values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        return ParameterSet.of(Params.DEFAULTS).read(values);
    }

    private static String words(Size size) {
        return size.width() + "x" + size.height();
    }
}
