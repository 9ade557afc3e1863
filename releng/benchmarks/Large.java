import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

/** Makes photographs of 24 megapixels of a small one, with the noise of a sensor: {@code java Large.java SAMPLE FILE...}. */
final class Large {

    private static final int WIDTH = 6000;
    private static final int HEIGHT = 4000;

    private Large() {
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        BufferedImage sample = ImageIO.read(new File(words.getFirst()));
        Random random = new Random(1);
        for (String name : words.subList(1, words.size())) {
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            var graphics = picture.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(sample, 0, 0, WIDTH, HEIGHT, null);
            graphics.dispose();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int noise = random.nextInt(9) - 4;
                    int rgb = picture.getRGB(x, y);
                    picture.setRGB(x, y, channel(rgb >> 16, noise) << 16 | channel(rgb >> 8, noise) << 8
                            | channel(rgb, noise));
                }
            }
            ImageIO.write(picture, "jpg", new File(name));
        }
    }

    private static int channel(int value, int noise) {
        return Math.clamp((value & 255) + noise, 0, 255);
    }
}
