package org.podstudio.product;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/** What the demo made of the sample photographs, for eyes: each original beside its cut-out on magenta, and the enlarged cat beside the original. */
record ContactSheet(BufferedImage picture) {

    private static final int CELL = 240;
    private static final List<String> PHOTOS = List.of("astronaut", "cat", "coffee", "rocket");

    /** @param project the demo's project folder */
    static ContactSheet of(Path project) throws IOException {
        BufferedImage sheet = new BufferedImage(CELL * PHOTOS.size(), CELL * 3, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = sheet.createGraphics();
        paint.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        for (String photo : PHOTOS) {
            int x = CELL * PHOTOS.indexOf(photo);
            draw(paint, file(project, "Library/images", photo + "."), x, 0);
            paint.setColor(Color.MAGENTA);
            paint.fillRect(x, CELL, CELL, CELL);
            draw(paint, file(project, "Work/edits", photo + "__nobg"), x, CELL);
        }
        eyes(paint, file(project, "Library/images", "cat."), 1, 0);
        eyes(paint, file(project, "Work/upscales", "cat__"), 2, CELL * 2);
        paint.dispose();
        return new ContactSheet(sheet);
    }

    static ContactSheet read(Path file) throws IOException {
        return new ContactSheet(ImageIO.read(file.toFile()));
    }

    void write(Path file) throws IOException {
        ImageIO.write(picture, "jpeg", file.toFile());
    }

    /** Mean absolute difference of all channels, in levels of 255. */
    double difference(ContactSheet other) {
        long sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int a = picture.getRGB(x, y);
                int b = other.picture.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
                }
            }
        }
        return sum / 3.0 / picture.getWidth() / picture.getHeight();
    }

    private static void draw(Graphics2D paint, BufferedImage image, int x, int y) {
        double scale = Math.min((double) CELL / image.getWidth(), (double) CELL / image.getHeight());
        paint.drawImage(image, x, y, (int) (image.getWidth() * scale), (int) (image.getHeight() * scale), null);
    }

    /** The cat's eye, as large as the enlarged picture shows it. */
    private static void eyes(Graphics2D paint, BufferedImage cat, int scale, int x) {
        int left = 130 * scale;
        int top = 60 * scale;
        paint.drawImage(cat, x, CELL * 2, x + CELL * 2, CELL * 3, left, top, left + CELL * scale,
                top + CELL / 2 * scale, null);
    }

    private static BufferedImage file(Path project, String folder, String start) throws IOException {
        Path below = project.resolve(folder);
        String name = Studio.files(below).stream().filter(f -> Path.of(f).getFileName().toString().startsWith(start))
                .findFirst().orElseThrow();
        return ImageIO.read(below.resolve(name).toFile());
    }
}
