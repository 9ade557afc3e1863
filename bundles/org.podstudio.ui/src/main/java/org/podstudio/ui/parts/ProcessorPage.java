package org.podstudio.ui.parts;

import java.util.List;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.podstudio.api.Processor;
import org.podstudio.api.project.Asset;
import org.podstudio.api.project.Problem;
import org.podstudio.api.project.Recipe;
import org.podstudio.api.project.Step;
import org.podstudio.engine.Input;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.ui.Messages;
import org.podstudio.ui.UiThread;
import org.podstudio.ui.form.ParameterForm;
import org.podstudio.ui.form.ProcessorLabels;
import org.podstudio.ui.look.Look;
import org.podstudio.ui.look.PushButton;
import org.podstudio.ui.session.Studio;
import org.podstudio.ui.session.WatchedRun;

/** One processor: its form, what it comes to with what is selected, and the button that runs it. UI thread only. */
final class ProcessorPage extends Composite {

    private static final int PAUSE_MS = 250;
    private static final int PLAN_SHARE = 6;
    private static final int PLAN_LEAST = 84;
    private static final int PLAN_MOST = 150;
    private static final int MARGIN = 20;
    private static final int SUM_HEIGHT = 36;

    private final Studio studio;
    private final Processor<?> processor;
    private final ScrolledComposite scrolled;
    private final ParameterForm form;
    private final Label inputs;
    private final PushButton stop;
    private final PlanView planView;
    private final PushButton run;
    private final Runnable replan = this::plan;
    private Optional<Plan> plan = Optional.empty();
    /** The one whose answer is awaited. */
    private Optional<WatchedRun> planning = Optional.empty();
    private boolean stopped;

    ProcessorPage(Composite parent, Studio studio, Processor<?> processor, Runnable back) {
        super(parent, SWT.NONE);
        this.studio = studio;
        this.processor = processor;
        Head.column(this);
        head(back);
        scrolled = Head.fill(Look.as(new ScrolledComposite(this, SWT.V_SCROLL), "surface", getFont()));
        form = new ParameterForm(scrolled, processor, studio::models, this::changed);
        hold();
        rule();
        Composite line = line();
        inputs = Look.as(new Label(line, SWT.NONE), "label", Look.of(getDisplay()).strong());
        inputs.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        stop = new PushButton(line, PushButton.Weight.PLAIN, Messages.Form_Stop, this::stopOrGoOn);
        stop.setLayoutData(new GridData(SWT.RIGHT, SWT.CENTER, false, true));
        stop.setData("id", "stop-planning");
        planView = new PlanView(this);
        planView.setData("id", "plan");
        GridData height = new GridData(SWT.FILL, SWT.TOP, true, false);
        planView.setLayoutData(height);
        // in a low window the form needs the room more
        addListener(SWT.Resize, e -> {
            height.heightHint = Math.clamp(getSize().y / PLAN_SHARE, PLAN_LEAST, PLAN_MOST);
            planView.requestLayout();
        });
        run = runButton();
        addListener(SWT.Dispose, e -> forget());
        changed();
    }

    @Override
    public boolean setFocus() {
        return form.setFocus();
    }

    /** Something else is selected, or another form was filled in: what it comes to is worked out anew. */
    void changed() {
        plan = Optional.empty();
        forget(); // an answer still on its way is about what was there before
        stopped = false;
        show();
        fit();
        getDisplay().timerExec(-1, replan);
        getDisplay().timerExec(PAUSE_MS, replan);
    }

    private void forget() {
        planning.ifPresent(WatchedRun::cancel);
        planning = Optional.empty();
    }

    private void stopOrGoOn() {
        forget();
        stopped = !stopped;
        if (!stopped) {
            plan();
        }
        show();
    }

    private void head(Runnable back) {
        Look look = Look.of(getDisplay());
        ProcessorLabels labels = ProcessorLabels.of(processor);
        Composite head = new Composite(this, SWT.NONE);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = MARGIN;
        layout.marginTop = 14;
        layout.marginHeight = 0;
        layout.marginBottom = 12;
        head.setLayout(layout);
        head.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        PushButton button = new PushButton(head, PushButton.Weight.BARE, "\u2039  " + Messages.Form_Back, back);
        GridData left = new GridData(SWT.LEFT, SWT.TOP, false, false);
        left.horizontalIndent = -PushButton.BARE_PADDING; // so that its words stand where all else begins
        button.setLayoutData(left);
        button.setData("id", "back");
        Label title = Look.as(new Label(head, SWT.NONE), "title", look.title());
        title.setText(Look.literally(labels.title()));
        Label help = Look.as(new Label(head, SWT.WRAP), "muted", look.plain());
        help.setText(Look.literally(labels.help().isEmpty() ? CardList.takes(processor) : labels.help()));
        GridData wrapped = new GridData(SWT.FILL, SWT.TOP, true, false);
        wrapped.widthHint = 160;
        help.setLayoutData(wrapped);
        rule();
    }

    private void hold() {
        GridLayout layout = (GridLayout) form.getLayout();
        layout.marginWidth = MARGIN;
        layout.marginTop = 16;
        layout.marginBottom = 12;
        scrolled.setContent(form);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.addListener(SWT.Resize, e -> fit());
    }

    /** The form is as high as its fields and what is wrong with them need, and scrolls where there is less room. */
    private void fit() {
        scrolled.setMinHeight(form.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y);
    }

    private void rule() {
        Label rule = Look.as(new Label(this, SWT.NONE), "rule", Look.of(getDisplay()).small());
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.heightHint = 1;
        rule.setLayoutData(data);
    }

    /** The line of what it comes to, with room for a button that is there only while planning takes long. */
    private Composite line() {
        Composite line = new Composite(this, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = MARGIN;
        layout.marginHeight = 0;
        line.setLayout(layout);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.heightHint = SUM_HEIGHT;
        data.verticalIndent = 6;
        line.setLayoutData(data);
        return line;
    }

    private PushButton runButton() {
        Composite foot = new Composite(this, SWT.NONE);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = MARGIN;
        layout.marginTop = 6;
        layout.marginBottom = 14;
        foot.setLayout(layout);
        foot.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        PushButton button = new PushButton(foot, PushButton.Weight.MAIN, Messages.Form_Run, this::run);
        button.setData("id", "run");
        GridData main = new GridData(SWT.FILL, SWT.TOP, true, false);
        main.heightHint = 36;
        button.setLayoutData(main);
        return button;
    }

    private List<Asset> fitting() {
        return studio.selection().stream().filter(a -> processor.info().accepts().contains(a.kind())).toList();
    }

    private void plan() {
        if (isDisposed() || fitting().isEmpty() || form.problem().isPresent()) {
            return;
        }
        WatchedRun watched = new WatchedRun(UiThread.of(getDisplay()), this::far);
        planning = Optional.of(watched);
        studio.project().ifPresent(project -> {
            List<Input> files = studio.selection().stream().map(a -> Input.of(project.folder(), a)).toList();
            Recipe recipe = new Recipe(List.of(new Step(processor.info().id(), form.values())));
            studio.plan(Order.of(recipe, files), watched, p -> planned(watched, p), p -> refused(watched, p));
        });
    }

    private void far(double fraction) {
        planView.progress(Messages.Form_Planning, fraction);
        offer(true);
    }

    private void planned(WatchedRun watched, Plan answer) {
        if (planning.filter(watched::equals).isPresent()) {
            forget(); // or how far it was might still be told when the next one is awaited
            plan = Optional.of(answer);
            planView.show(answer);
            show();
        }
    }

    private void refused(WatchedRun watched, Problem problem) {
        if (planning.filter(watched::equals).isPresent()) {
            forget();
            show();
            planView.say(problem.message() + " " + problem.advice());
        }
    }

    private void show() {
        int selected = studio.selection().size();
        int fitting = fitting().size();
        inputs.setText(plan.map(ProcessorPage::sum).orElse(selected == 0
                ? Messages.Form_SelectedNone
                : selected == 1 ? Messages.Form_SelectedOne : NLS.bind(Messages.Form_Selected, selected)));
        if (fitting == 0) {
            planView.say(NLS.bind(Messages.Form_NothingFits, CardList.kinds(processor)));
        } else if (form.problem().isPresent()) {
            planView.say(form.problem().get().message() + " " + form.problem().get().advice());
        } else if (plan.isEmpty()) {
            planView.say(stopped ? Messages.Form_Stopped : Messages.Form_Planning);
        }
        stop.setText(stopped ? Messages.Form_GoOn : Messages.Form_Stop);
        offer(stopped || planning.isPresent());
        int runnable = plan.map(p -> p.runnable().size()).orElse(0);
        run.setEnabled(runnable > 0);
        run.setText(runnable == 0
                ? Messages.Form_Run
                : runnable == 1 ? Messages.Form_RunOnOne : NLS.bind(Messages.Form_RunOn, runnable));
    }

    /** The button that stops the planning or goes on with it; while it is not there, its room is for words. */
    private void offer(boolean there) {
        if (!there && stop.isFocusControl()) {
            planView.setFocus(); // else a field would get it, and the next key change a value
        }
        stop.setVisible(there);
        ((GridData) stop.getLayoutData()).exclude = !there;
        stop.requestLayout();
    }

    private static String sum(Plan plan) {
        int will = plan.runnable().size();
        int not = plan.jobs().size() - will;
        String made = will == 1 ? Messages.Form_WillOne : NLS.bind(Messages.Form_Will, will);
        return not == 0 ? made : NLS.bind(Messages.Form_WillNot, made, not);
    }

    private void run() {
        plan.filter(p -> !p.runnable().isEmpty()).ifPresent(p -> {
            studio.submit(p);
            changed();
        });
    }
}
