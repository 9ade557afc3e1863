package org.podstudio.processors.abr.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Locks pieces as HLS's AES-128 has it (RFC 8216, 4.3.2.4): whole files, AES in CBC mode with PKCS7 padding, a fresh initialization vector for
 * each, for one used twice would show which pieces begin alike. The key is in its file and nowhere else: not in logs, facts or messages.
 */
public final class Lock {

    /** Where the key is, relative to the folder of the film. */
    public static final String KEY_FILE = "keys/0.key";
    private static final int BYTES = 16;

    private final byte[] key;
    private final String uri;
    private final SecureRandom random;
    private final Map<Path, byte[]> vectors = new HashMap<>();

    private Lock(byte[] key, String uri, SecureRandom random) {
        this.key = key;
        this.uri = uri;
        this.random = random;
    }

    /**
     * Makes a key and writes it to its file.
     *
     * @param uri where players get the key; empty: from its file
     */
    public static Lock make(Path root, String uri) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path file = root.resolve(KEY_FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, key);
        return new Lock(key, uri, random);
    }

    /** Locks all pieces in place, and makes sure that the key opens them. @param check called for each; what it throws ends that */
    public void lock(List<Path> files, Runnable check) throws IOException {
        for (Path file : files) {
            check.run();
            byte[] vector = new byte[BYTES];
            random.nextBytes(vector);
            vectors.put(file, vector);
            lock(file, vector);
        }
    }

    /** What says before a piece how to open it. The list of a track lies two folders below the root. */
    String line(Path file) {
        String from = uri.isEmpty() ? "../../" + KEY_FILE : uri;
        return "#EXT-X-KEY:METHOD=AES-128,URI=\"" + from + "\",IV=0x"
                + HexFormat.of().formatHex(Objects.requireNonNull(vectors.get(file)));
    }

    /** Opens a piece with what a player has. @return its hash */
    static byte[] opened(Path file, byte[] key, byte[] vector) throws IOException {
        try (InputStream in = new CipherInputStream(Files.newInputStream(file),
                cipher(Cipher.DECRYPT_MODE, key, vector))) {
            return hash(in);
        }
    }

    private void lock(Path file, byte[] vector) throws IOException {
        Path locked = file.resolveSibling(file.getFileName() + ".locked");
        byte[] before;
        try (InputStream in = Files.newInputStream(file)) {
            before = hash(in);
        }
        try (InputStream in = new CipherInputStream(Files.newInputStream(file),
                cipher(Cipher.ENCRYPT_MODE, key, vector)); OutputStream out = Files.newOutputStream(locked)) {
            in.transferTo(out);
        }
        if (!Arrays.equals(before, opened(locked, key, vector))) {
            throw new IOException(file.getFileName() + " could not be locked so that its key opens it");
        }
        Files.move(locked, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] hash(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] vector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES", e);
        }
    }
}
