package org.podstudio.imaging.pixels;

import java.util.Optional;

/**
 * Pixels as they are stored and what they mean.
 *
 * @param picture right way up
 * @param profile ICC, to be written beside them again ({@link org.podstudio.imaging.metadata.Beside#withProfile}); empty: they are sRGB
 */
public record Profiled(Picture picture, Optional<byte[]> profile) {}
