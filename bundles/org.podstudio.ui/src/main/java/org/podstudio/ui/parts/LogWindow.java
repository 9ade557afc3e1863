package org.podstudio.ui.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.api.project.ProjectFolder;
import org.podstudio.ui.Messages;
import org.podstudio.ui.look.Look;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A window with the log of one job. */
final class LogWindow {

    private static final Logger LOG = LoggerFactory.getLogger(LogWindow.class);
    private static final int LIMIT = 400_000;

    LogWindow(Shell parent, ProjectFolder folder, JobSnapshot job, String title) {
        Shell shell = new Shell(parent, SWT.SHELL_TRIM);
        shell.setText(NLS.bind(Messages.Log_Title, title + ", " + job.input().getFileName()));
        shell.setLayout(new FillLayout());
        Text text = Look.as(new Text(shell, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL), "log", JFaceResources.getTextFont());
        text.setText(content(folder.jobLog(job.id())));
        shell.setSize(760, 460);
        shell.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                shell.close();
            }
        });
        shell.open();
    }

    private static String content(Path log) {
        try {
            String all = Files.exists(log) ? Files.readString(log) : Messages.Log_None;
            return all.length() > LIMIT ? "\u2026\n" + all.substring(all.length() - LIMIT) : all;
        } catch (IOException e) {
            LOG.warn("The log {} could not be read: {}", log, e.getMessage());
            return Messages.Log_None;
        }
    }
}
