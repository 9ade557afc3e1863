package org.podstudio.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.podstudio.api.ErrorKind;
import org.podstudio.api.ProcessingException;
import org.podstudio.api.project.Pack;
import org.podstudio.store.Packs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a build and keeps what became of it; a canceled build leaves the record as it was. */
final class PackLedger {

    private static final Logger LOG = LoggerFactory.getLogger(PackLedger.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss")
            .withZone(ZoneOffset.UTC);

    private static final int LONGEST_SLUG = 50;

    private final Packs packs;
    private final Clock clock;

    PackLedger(Packs packs, Clock clock) {
        this.packs = packs;
        this.clock = clock;
    }

    PackReport record(Pack pack, PackBuild build) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        try {
            PackBuild.Built built = build.run(slug(pack) + "_" + STAMP.format(now));
            Pack done = with(pack, Pack.State.COMPLETED, Optional.of(built.storedZip()), Optional.of(now));
            packs.save(done);
            LOG.info("Built the pack {}: {}, {} bytes, SHA-256 {}, in {} s", pack.name(), built.zip(), built.bytes(),
                    built.sha256(), String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
            return new PackReport(done, built.folder(), built.zip(), built.sha256(), built.bytes(), built.skipped());
        } catch (ProcessingException e) {
            throw failed(pack, e);
        } catch (IOException | UncheckedIOException e) {
            throw failed(pack, new ProcessingException(ErrorKind.RESOURCE, "pack.failed",
                    "The pack %s could not be written: %s.".formatted(pack.name(), e.getMessage()),
                    "Check the disk and the rights on the project's Packs folder, then build again.", e));
        }
    }

    /** File systems take 255 bytes, and a letter may be four. */
    private static String slug(Pack pack) {
        String slug = pack.slug();
        int letters = Math.min(LONGEST_SLUG, slug.codePointCount(0, slug.length()));
        return slug.substring(0, slug.offsetByCodePoints(0, letters));
    }

    /** Records the failure; that this fails, too, must not hide why. */
    private ProcessingException failed(Pack pack, ProcessingException why) {
        try {
            packs.save(with(pack, Pack.State.FAILED, pack.zip(), pack.exported()));
        } catch (ProcessingException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    private static Pack with(Pack p, Pack.State state, Optional<String> zip, Optional<Instant> exported) {
        return new Pack(p.id(), p.name(), p.description(), p.theme(), p.author(), p.licence(), p.assets(), state, zip,
                p.created(), exported);
    }
}
