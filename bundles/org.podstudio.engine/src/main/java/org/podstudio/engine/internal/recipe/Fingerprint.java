package org.podstudio.engine.internal.recipe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The identity of a piece of work: same fingerprint, same bytes. Key of the result cache. */
public final class Fingerprint {

    private Fingerprint() {
    }

    /**
     * SHA-256, lower-case hex, of everything that decides about the result. Stored with each derived asset: a change of the text below makes
     * every cached result unknown.
     *
     * @param canonical parameters, one line each, sorted
     * @param input hash of the input
     * @param models hash by id
     */
    static String of(String processor, int revision, String canonical, String input, Map<String, String> models,
            long seed) {
        StringBuilder text = new StringBuilder("podstudio 1\nprocessor=" + processor + "\nrevision=" + revision + "\n");
        text.append("parameters\n").append(canonical).append("inputs\n").append(input).append("\nmodels\n");
        new TreeMap<>(models).forEach((id, hash) -> text.append(id).append('=').append(hash).append('\n'));
        return sha256(text.append("seed=").append(seed).append('\n').toString());
    }

    /** SHA-256 of a text in UTF-8, lower-case hex. */
    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
