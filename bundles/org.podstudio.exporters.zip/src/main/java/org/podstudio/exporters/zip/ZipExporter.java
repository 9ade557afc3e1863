package org.podstudio.exporters.zip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.podstudio.api.Exporter;
import org.podstudio.api.Run;

/**
 * A plain ZIP with the folder's files at its root: sorted, one fixed time stamp, texts deflated and everything else
 * stored, because media is compressed already.
 */
@Component(service = Exporter.class, property = "exporter.id=zip")
public final class ZipExporter implements Exporter {

    @Override
    public String id() {
        return "zip";
    }

    /** A canceled or failed export leaves no file behind; a file that stands at the target stays as it is. */
    @Override
    public void export(Path pack, Path target, Run run) throws IOException {
        List<FolderFile> files = FolderFile.list(pack);
        ZipWriter zip = new ZipWriter(target); // refuses an existing file, which is not ours to delete
        boolean whole = false;
        try (zip) {
            write(files, zip, run);
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

    private static void write(List<FolderFile> files, ZipWriter zip, Run run) throws IOException {
        Meter meter = new Meter(files.stream().mapToLong(FolderFile::bytes).sum(), run);
        for (FolderFile file : files) {
            zip.add(file.name(), file.method(), file.bytes(), file.path(), meter);
        }
        zip.finish();
    }
}
