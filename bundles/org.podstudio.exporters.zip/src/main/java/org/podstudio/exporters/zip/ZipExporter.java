package org.podstudio.exporters.zip;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Component;
import org.podstudio.api.Exporter;
import org.podstudio.api.Run;

/** A plain ZIP. */
@Component(service = Exporter.class, property = "exporter.id=zip")
public final class ZipExporter implements Exporter {

    @Override
    public String id() {
        return "zip";
    }

    @Override
    public void export(Path pack, Path target, Run run) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void verify(Path pack, Path target, Run run) throws IOException {
        throw new UnsupportedOperationException();
    }
}
