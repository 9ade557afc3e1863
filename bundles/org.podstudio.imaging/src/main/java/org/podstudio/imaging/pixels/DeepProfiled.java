package org.podstudio.imaging.pixels;

import java.util.Optional;

/**
 * As {@link Profiled}, in 16 bits a channel.
 *
 * @param picture right way up
 * @param profile ICC, to be written beside them again; empty: they are sRGB
 */
public record DeepProfiled(DeepPicture picture, Optional<byte[]> profile) {}
