package org.podstudio.hardware;

/**
 * A graphics device.
 *
 * @param name as its driver or the bus calls it
 * @param vendor its maker, may be empty
 * @param memoryBytes graphics memory; 0 when it cannot be known
 */
public record Gpu(String name, String vendor, long memoryBytes) {}
