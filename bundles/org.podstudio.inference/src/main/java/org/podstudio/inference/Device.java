package org.podstudio.inference;

/** Where a network runs. */
public enum Device {
    /** The GPU when there is one that works, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU through CUDA; the CPU, with a note, when that does not work. */
    GPU
}
