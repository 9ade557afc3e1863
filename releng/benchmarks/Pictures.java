import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** Makes pictures of the samples, each another part of one of them, twice as large: {@code java Pictures.java SAMPLES FOLDER N}. */
final class Pictures {

    private Pictures() {
    }

    public static void main(String[] arguments) throws IOException {
        List<BufferedImage> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(png|jpg)")).sorted().toList()) {
                samples.add(ImageIO.read(file.toFile()));
            }
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Random random = new Random(1);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            BufferedImage sample = samples.get(i % samples.size());
            int width = sample.getWidth() * 3 / 4;
            int height = sample.getHeight() * 3 / 4;
            BufferedImage part = sample.getSubimage(random.nextInt(sample.getWidth() - width),
                    random.nextInt(sample.getHeight() - height), width, height);
            BufferedImage picture = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
            picture.createGraphics().drawImage(part,
                    new AffineTransformOp(AffineTransform.getScaleInstance(2, 2), AffineTransformOp.TYPE_BICUBIC), 0,
                    0);
            ImageIO.write(picture, "jpg", folder.resolve("p%04d.jpg".formatted(i)).toFile());
        }
    }
}
