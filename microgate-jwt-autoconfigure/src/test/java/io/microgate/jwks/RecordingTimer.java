package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.fail;

/**
 * A timer that remembers what it was asked for. What is due within a minute runs by
 * itself, the rest when a test says so.
 */
final class RecordingTimer extends ScheduledThreadPoolExecutor {

	private static final Duration DEADLINE = Duration.ofSeconds(15);

	private static final Duration WAIT = RemoteSources.TIMINGS.maxWait();

	private final List<Task> tasks = new CopyOnWriteArrayList<>();

	RecordingTimer() {
		super(1);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return record(command, super.schedule(command, delay, unit), Duration.of(delay, unit.toChronoUnit()));
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> command, long delay, TimeUnit unit) {
		ScheduledFuture<V> future = super.schedule(command, delay, unit);
		return record(() -> fail("Only ends what takes too long"), future, Duration.of(delay, unit.toChronoUnit()));
	}

	private <F extends ScheduledFuture<?>> F record(Runnable command, F future, Duration delay) {
		this.tasks.add(new Task(command, delay, future));
		return future;
	}

	List<Duration> delays() {
		return this.tasks.stream().map(Task::delay).toList();
	}

	/**
	 * What was asked for besides the limits of a fetch (15 s) and of a waiter.
	 */
	List<Duration> fetches() {
		return delays().stream().filter((delay) -> !delay.equals(DEADLINE) && !delay.equals(WAIT)).toList();
	}

	/**
	 * Runs the last task that was scheduled with this delay, now and in its place.
	 */
	void run(Duration delay) {
		Task due = this.tasks.stream()
			.filter((task) -> task.delay.equals(delay) && !task.future.isDone())
			.reduce((first, second) -> second)
			.orElseThrow();
		due.future.cancel(false);
		due.command.run();
	}

	private record Task(Runnable command, Duration delay, ScheduledFuture<?> future) {
	}

}
