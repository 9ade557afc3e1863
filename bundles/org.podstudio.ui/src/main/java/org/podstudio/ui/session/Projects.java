package org.podstudio.ui.session;

import java.util.List;
import java.util.Optional;

import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.models.Card;

/** Opens projects and knows what can be done in them. For any thread; opening may take a while. */
public interface Projects {

    /**
     * @throws org.podstudio.api.ProcessingException
     *             when there is none, or another program has it open
     */
    Project open(ProjectFolder folder);

    /**
     * @throws org.podstudio.api.ProcessingException
     *             when the folder cannot be made a project
     */
    Project create(ProjectFolder folder);

    /** The one opened last, if it is still there. */
    Optional<ProjectFolder> last();

    /** What is installed now, by id. */
    List<Processor<?>> processors();

    /** The models for a task that are on this machine. */
    List<Card> models(String task);
}
