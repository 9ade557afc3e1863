package org.podstudio.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.podstudio.api.Processor;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.api.project.RebuildReport;
import org.podstudio.models.Card;
import org.podstudio.ui.UiByHand;

class StudioTest {

    private final UiByHand ui = new UiByHand();
    private final Opened projects = new Opened();
    private final Studio studio = new Studio(ui, projects);

    @Test
    void each_project_but_the_last_is_closed_once_when_several_are_asked_for_at_a_time() throws InterruptedException {
        open("a", "b", "c");
        until("c");
        assertEquals(Map.of("a", 1, "c", 0), projects.closed());
        open("d");
        until("d");
        assertEquals(Map.of("a", 1, "c", 1, "d", 0), projects.closed());
    }

    @Test
    void the_project_of_last_time_is_not_opened_over_one_that_was_asked_for() throws InterruptedException {
        projects.last = Optional.of(folder("a"));
        studio.reopen();
        open("b");
        until("b");
        studio.open(folder("c").root());
        until("c");
        assertEquals(Map.of("b", 1, "c", 0), projects.closed());
    }

    @Test
    void the_project_of_last_time_is_opened_when_none_was_asked_for() throws InterruptedException {
        projects.last = Optional.of(folder("a"));
        studio.reopen();
        until("a");
        assertEquals(Map.of("a", 0), projects.closed());
    }

    @Test
    void a_database_that_was_rebuilt_is_told_of_with_its_report() throws InterruptedException {
        List<Notice> told = new ArrayList<>();
        studio.listen(new StudioListener() {
            @Override
            public void noticed(Notice notice) {
                told.add(notice);
            }
        });
        projects.rebuilt = Optional.of(new RebuildReport(folder("a").root(), Instant.EPOCH, "A page was torn.",
                Optional.empty(), 3, 2, 1, List.of("One rating is lost.")));
        open("a");
        until("a");
        assertEquals("A page was torn. It has 3 items, 2 jobs and 1 packs now; no media file was changed. "
                + "One rating is lost.", told.getFirst().text());
        assertEquals(Notice.Tone.BAD, told.getFirst().tone());
        assertEquals(1, told.getFirst().choices().size());
    }

    @Test
    void a_note_that_cannot_be_kept_is_not_called_a_change_of_the_queue() throws InterruptedException {
        List<String> told = new ArrayList<>();
        studio.listen(new StudioListener() {
            @Override
            public void noticed(Notice notice) {
                told.add(notice.title());
            }
        });
        open("a");
        until("a");
        studio.desk().note(new UUID(0, 1), "the camera", () -> {});
        studio.desk().dismiss(List.of(new UUID(0, 1)), () -> {});
        studio.desk().pause(List.of(new UUID(0, 1)));
        while (told.size() < 3) {
            ui.next();
        }
        assertEquals(Set.of("The note could not be kept", "The failure could not be dismissed",
                "The queue could not be changed"), Set.copyOf(told));
    }

    private void open(String... names) {
        List.of(names).forEach(n -> studio.open(folder(n).root()));
    }

    private void until(String name) throws InterruptedException {
        while (studio.project().filter(p -> p.folder().equals(folder(name))).isEmpty()) {
            ui.next();
        }
    }

    private static ProjectFolder folder(String name) {
        return new ProjectFolder(Path.of(name).toAbsolutePath());
    }

    /** Remembers what it opened. */
    private static final class Opened implements Projects {

        private final Map<String, EmptyProject> all = new ConcurrentHashMap<>();
        private Optional<ProjectFolder> last = Optional.empty();
        private Optional<RebuildReport> rebuilt = Optional.empty();

        Map<String, Integer> closed() {
            Map<String, Integer> counts = new ConcurrentHashMap<>();
            all.forEach((name, project) -> counts.put(name, project.closed()));
            return counts;
        }

        @Override
        public Project open(ProjectFolder folder) {
            String name = String.valueOf(folder.root().getFileName());
            EmptyProject project = new EmptyProject(name);
            project.rebuilt = rebuilt;
            all.put(name, project);
            return project;
        }

        @Override
        public Project create(ProjectFolder folder) {
            return open(folder);
        }

        @Override
        public Optional<ProjectFolder> last() {
            return last;
        }

        @Override
        public List<Processor<?>> processors() {
            return List.of();
        }

        @Override
        public List<Card> models(String task) {
            return List.of();
        }
    }
}
