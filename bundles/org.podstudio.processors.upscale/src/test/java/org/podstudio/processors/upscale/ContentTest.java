package org.podstudio.processors.upscale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.podstudio.imaging.Encoding;
import org.podstudio.imaging.Images;
import org.podstudio.imaging.pixels.Filter;
import org.podstudio.imaging.pixels.Picture;
import org.podstudio.imaging.pixels.Resizer;

class ContentTest {

    private static final Path SAMPLES = Path.of("..", "..", "releng", "samples");

    private final Images images = new Images();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "cat.png", "coffee.png", "rocket.jpg"})
    void photographs_are_photographs(String name) throws IOException {
        assertEquals(Content.PHOTO, Content.of(images.read(SAMPLES.resolve(name))));
    }

    @Test
    void a_thing_photographed_on_white_is_no_drawing() throws IOException {
        Picture cup = Resizer.resize(images.read(SAMPLES.resolve("coffee.png")), 300, 200, Filter.LANCZOS);
        Picture white = new Picture(1000, 800, false);
        Arrays.fill(white.argb(), 0xFFFFFFFF);
        for (int row = 0; row < cup.height(); row++) {
            System.arraycopy(cup.argb(), row * 300, white.argb(), (300 + row) * 1000 + 350, 300);
        }
        assertEquals(Content.PHOTO, Content.of(white));
    }

    @ParameterizedTest
    @ValueSource(ints = {240, 600, 1400})
    void drawings_are_drawings_at_any_size(int width) {
        assertEquals(Content.ILLUSTRATION, Content.of(drawing(width)));
    }

    @Test
    void a_drawing_stays_one_as_a_jpeg() throws IOException {
        Path jpeg = folder.resolve("drawing.jpg");
        images.write(drawing(800), jpeg, Encoding.jpeg(85));
        assertEquals(Content.ILLUSTRATION, Content.of(images.read(jpeg)));
    }

    @Test
    void what_tells_nothing_is_taken_for_a_photograph() {
        assertEquals(Content.PHOTO, Content.of(new Picture(300, 200, false)));
        assertEquals(Content.PHOTO, Content.of(new Picture(1, 1, true)));
    }

    /** A comic: sky, sun, hills, a house and a figure, with outlines. */
    private static Picture drawing(int width) {
        int height = width * 3 / 4;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(width / 800.0, width / 800.0);
        g.setPaint(new GradientPaint(0, 0, new Color(0x4080E0), 0, 600, new Color(0xA0D0FF)));
        g.fillRect(0, 0, 800, 600);
        g.setStroke(new BasicStroke(4));
        shape(g, new Color(0xFFE060), new Ellipse2D.Double(600, 60, 110, 110));
        shape(g, new Color(0x60B050), new Ellipse2D.Double(-200, 350, 800, 500));
        shape(g, new Color(0x408838), new Ellipse2D.Double(350, 400, 800, 500));
        shape(g, new Color(0xC05040), new Rectangle2D.Double(120, 260, 180, 150));
        shape(g, new Color(0x803020), new Polygon(new int[]{100, 210, 320}, new int[]{260, 170, 260}, 3));
        shape(g, new Color(0xFFD8B0), new Ellipse2D.Double(470, 260, 90, 100));
        shape(g, new Color(0x302060), new Arc2D.Double(465, 240, 100, 90, 0, 180, 1));
        shape(g, new Color(0xE04080), new RoundRectangle2D.Double(455, 360, 120, 180, 40, 40));
        g.dispose();
        return Picture.of(width, height, false, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static void shape(Graphics2D g, Color colour, Shape shape) {
        g.setPaint(colour);
        g.fill(shape);
        g.setPaint(new Color(0x201810));
        g.draw(shape);
    }
}
