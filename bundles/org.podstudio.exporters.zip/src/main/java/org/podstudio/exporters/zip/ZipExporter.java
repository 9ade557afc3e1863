package org.podstudio.exporters.zip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Component;
import org.podstudio.api.Exporter;
import org.podstudio.api.Run;

/**
 * A plain ZIP with the folder's files at its root: sorted, one fixed time stamp, texts deflated and everything else stored, because media is
 * compressed already.
 */
@Component(service = Exporter.class, property = "exporter.id=zip")
public final class ZipExporter implements Exporter {

    @Override
    public String id() {
        return "zip";
    }

    /** A canceled or failed export leaves no file behind. */
    @Override
    public void export(Path pack, Path target, Run run) throws IOException {
        boolean whole = false;
        try {
            write(FolderFile.list(pack), target, run);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(target);
            }
        }
    }

    @Override
    public void verify(Path pack, Path target, Run run) throws IOException {
        new ZipProof(FolderFile.list(pack), target).check(new Meter(FolderFile.bytes(pack), run));
    }

    private static void write(Iterable<FolderFile> files, Path target, Run run) throws IOException {
        long total = 0;
        for (FolderFile file : files) {
            total += file.bytes();
        }
        Meter meter = new Meter(total, run);
        try (ZipWriter zip = new ZipWriter(target)) {
            for (FolderFile file : files) {
                zip.add(file.name(), file.method(), file.bytes(), file.path(), meter);
            }
            zip.finish();
        }
    }
}
