package org.podstudio.ui.jobs;

import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.Priority;
import org.podstudio.ui.Messages;

/** What can be done to the selected jobs, as a menu; made anew each time it is opened. UI thread only. */
final class JobMenu {

    private static final List<List<JobAction>> GROUPS = List.of(
            List.of(JobAction.PAUSE, JobAction.RESUME, JobAction.CANCEL),
            List.of(JobAction.RETRY, JobAction.DISMISS, JobAction.NOTE),
            List.of(JobAction.SHOW, JobAction.FOLDER, JobAction.LOG));

    private final JobList list;
    private final JobBoard board;

    JobMenu(JobList list, JobBoard board) {
        this.list = list;
        this.board = board;
    }

    /** Opens it where the mouse, or for the keyboard the selected line, is. */
    void open(List<JobSnapshot> jobs, int x, int y) {
        Menu menu = new Menu(list);
        queue(menu, jobs);
        for (List<JobAction> group : GROUPS) {
            new MenuItem(menu, SWT.SEPARATOR);
            group.forEach(action -> item(menu, action.label(), action.keyName(), fits(action, jobs),
                    () -> list.perform(action)));
        }
        menu.setData("id", "job-menu");
        menu.setLocation(x, y);
        menu.addListener(SWT.Hide, e -> list.getDisplay().asyncExec(menu::dispose));
        list.setMenu(menu);
        menu.setVisible(true);
    }

    private void queue(Menu menu, List<JobSnapshot> jobs) {
        item(menu, JobAction.FIRST.label(), JobAction.FIRST.keyName(), fits(JobAction.FIRST, jobs),
                () -> list.perform(JobAction.FIRST));
        boolean one = jobs.size() == 1 && JobView.WAITING.shows(jobs.getFirst().state());
        item(menu, Messages.Job_Up, Messages.Key_AltUp, one, () -> list.step(true));
        item(menu, Messages.Job_Down, Messages.Key_AltDown, one, () -> list.step(false));
        MenuItem priority = new MenuItem(menu, SWT.CASCADE);
        priority.setText(Messages.Priority_Title);
        priority.setEnabled(jobs.stream().anyMatch(j -> !j.state().terminal()));
        Menu choices = new Menu(priority);
        priority.setMenu(choices);
        Arrays.stream(Priority.values()).toList().reversed().forEach(p -> choice(choices, p, jobs));
    }

    private void choice(Menu menu, Priority priority, List<JobSnapshot> jobs) {
        MenuItem item = new MenuItem(menu, SWT.RADIO);
        item.setText(RowPainter.priority(priority));
        item.setSelection(!jobs.isEmpty() && jobs.stream().allMatch(j -> j.priority() == priority));
        // the one that loses its mark is told, too
        item.addListener(SWT.Selection, e -> {
            if (item.getSelection()) {
                list.prioritise(priority);
            }
        });
    }

    private boolean fits(JobAction action, List<JobSnapshot> jobs) {
        return !action.fitting(jobs, board).isEmpty();
    }

    private static void item(Menu menu, String label, String key, boolean enabled, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(label + "\t" + key);
        item.setEnabled(enabled);
        item.addListener(SWT.Selection, e -> action.run());
    }
}
