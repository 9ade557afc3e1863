package org.podstudio.engine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.Run.Registration;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Queue;

/** One use of an engine that several have open; closing it gives the use back. */
final class SharedEngine implements Engine {

    private final Engine engine;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param giveBack called once */
    SharedEngine(Engine engine, Runnable giveBack) {
        this.engine = engine;
        this.giveBack = giveBack;
    }

    @Override
    public Plan plan(Order order, Run run) {
        return engine.plan(order, run);
    }

    @Override
    public List<JobSnapshot> submit(Plan plan) {
        return engine.submit(plan);
    }

    @Override
    public List<JobSnapshot> jobs() {
        return engine.jobs();
    }

    @Override
    public Optional<JobSnapshot> job(UUID id) {
        return engine.job(id);
    }

    @Override
    public Optional<JobReport> inspect(UUID id) {
        return engine.inspect(id);
    }

    @Override
    public boolean cancel(UUID id) {
        return engine.cancel(id);
    }

    @Override
    public Optional<JobSnapshot> retry(UUID id) {
        return engine.retry(id);
    }

    @Override
    public Queue queue() {
        return engine.queue();
    }

    @Override
    public Batches batches() {
        return engine.batches();
    }

    @Override
    public DeadLetters deadLetters() {
        return engine.deadLetters();
    }

    @Override
    public void takeUp() {
        engine.takeUp();
    }

    @Override
    public void putOff() {
        engine.putOff();
    }

    @Override
    public Registration listen(Consumer<JobSnapshot> listener) {
        return engine.listen(listener);
    }

    @Override
    public JobSnapshot await(UUID id) throws InterruptedException {
        return engine.await(id);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
