package org.podstudio.imaging.pixels;

/** Between the numbers of sRGB and amounts of light, both from 0 to 1 (IEC 61966-2-1). */
public final class Srgb {

    private Srgb() {
    }

    /** The amount of light that a number stands for. */
    public static double light(double number) {
        return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
    }

    /** The number that stands for an amount of light. */
    static double number(double light) {
        return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}
