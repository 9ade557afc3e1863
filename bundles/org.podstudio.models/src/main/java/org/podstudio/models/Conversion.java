package org.podstudio.models;

/** How what a source gives becomes an ONNX file. Lower case in cards. */
public enum Conversion {
    /** It is an ONNX file. */
    NONE,
    /** A PyTorch checkpoint of RRDBNet or SRVGGNetCompact; read without running anything that is in it. */
    PTH,
    /** An ncnn {@code .param} and {@code .bin}. */
    NCNN,
    /** An index that names chunks by their SHA-256, and the key of one entry in it. */
    CHUNKS
}
