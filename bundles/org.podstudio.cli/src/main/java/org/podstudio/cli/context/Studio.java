package org.podstudio.cli.context;

import java.util.List;

import org.podstudio.api.project.ProjectFolder;
import org.podstudio.engine.Engine;

/** The services a command may reach for. Each is looked up when it is asked for and not before, so that a small question stays cheap. */
public interface Studio {

    /** Version of the product. */
    String version();

    /** All there are, by id. */
    List<InstalledProcessor> processors();

    /** The engine of a project; the caller closes it. */
    Engine engine(ProjectFolder folder);
}
