package org.podstudio.ui.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.podstudio.api.Run;
import org.podstudio.api.project.JobSnapshot;
import org.podstudio.engine.Engine;
import org.podstudio.engine.JobReport;
import org.podstudio.engine.Order;
import org.podstudio.engine.Plan;
import org.podstudio.engine.control.Batches;
import org.podstudio.engine.control.DeadLetters;
import org.podstudio.engine.control.Queue;

/** An engine that runs nothing; the test says what it tells its listener. */
final class OneListenerEngine implements Engine {

    Optional<Consumer<JobSnapshot>> listener = Optional.empty();
    boolean resumed;

    @Override
    public Run.Registration listen(Consumer<JobSnapshot> told) {
        listener = Optional.of(told);
        return () -> listener = Optional.empty();
    }

    @Override
    public Plan plan(Order order, Run run) {
        return new Plan(order, List.of());
    }

    @Override
    public List<JobSnapshot> submit(Plan plan) {
        return List.of();
    }

    @Override
    public List<JobSnapshot> jobs() {
        return List.of();
    }

    @Override
    public Optional<JobSnapshot> job(UUID id) {
        return Optional.empty();
    }

    @Override
    public Optional<JobReport> inspect(UUID id) {
        return Optional.empty();
    }

    @Override
    public boolean cancel(UUID id) {
        return false;
    }

    @Override
    public Optional<JobSnapshot> retry(UUID id) {
        return Optional.empty();
    }

    @Override
    public Queue queue() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Batches batches() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeadLetters deadLetters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putOff() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void takeUp() {
        resumed = true;
    }

    @Override
    public JobSnapshot await(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // nothing runs
    }
}
