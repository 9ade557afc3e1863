package org.podstudio.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.podstudio.ui.look.Look;

/** The first line of a part: its name, a remark, and at the right whatever its owner adds. */
final class Head extends Composite {

    /** The same in each part, so that their first lines stand level. */
    private static final int HEIGHT = 58;

    private final Label remark;

    /**
     * @param columns
     *            how many controls will be added at the right
     */
    Head(Composite parent, String title, int columns) {
        super(parent, SWT.NONE);
        Look look = Look.of(getDisplay());
        GridLayout layout = new GridLayout(2 + columns, false);
        layout.marginWidth = 20;
        layout.marginHeight = 0;
        layout.marginTop = 12;
        layout.marginBottom = 8;
        layout.horizontalSpacing = 10;
        setLayout(layout);
        GridData whole = new GridData(SWT.FILL, SWT.TOP, true, false);
        whole.heightHint = HEIGHT;
        setLayoutData(whole);
        Label name = Look.as(new Label(this, SWT.NONE), "title", look.title());
        name.setText(title);
        name.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, true));
        remark = Look.as(new Label(this, SWT.NONE), "muted", look.plain());
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
        data.verticalIndent = 3;
        remark.setLayoutData(data);
    }

    /** A few words beside the name. */
    void remark(String text) {
        if (!text.equals(remark.getText())) {
            remark.setText(text);
            layout(new Control[]{remark});
        }
    }

    /** A column that is as wide as its parent, without margins, filled from above. */
    static void column(Composite parent) {
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        parent.setLayout(layout);
    }

    /** Takes all the room there is. */
    static <C extends Control> C fill(C control) {
        control.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        return control;
    }
}
