package io.microgate.timer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DaemonTimer}.
 */
class DaemonTimerTests {

	private final DaemonTimer timer = new DaemonTimer("test-timer");

	private Thread thread() {
		return CompletableFuture.supplyAsync(Thread::currentThread, this.timer).join();
	}

	/** Returns when the task runs. */
	private void begin(Runnable task) throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		this.timer.execute(() -> {
			started.countDown();
			task.run();
		});
		started.await();
	}

	@Test
	void executeThenOneDaemonOfThatName() {
		Thread thread = thread();
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).isEqualTo("test-timer");
		assertThat(thread()).isSameAs(thread);
		this.timer.close();
	}

	@Test
	void closeWhenUnusedThenNothingToWaitFor() {
		this.timer.close();
		assertThat(this.timer.isTerminated()).isTrue();
	}

	@Test
	void closeWhenATaskRunsThenItIsInterruptedAndTheThreadHasEnded() throws InterruptedException {
		CompletableFuture<Thread> ended = new CompletableFuture<>();
		begin(() -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				ended.complete(Thread.currentThread());
			}
		});
		this.timer.close();
		assertThat(ended).isDone();
		assertThat(ended.join().isAlive()).isFalse();
	}

	@Test
	void closeWhenTasksAreDueLaterThenTheyAndNewOnesAreDropped() {
		Thread thread = thread();
		CompletableFuture<Void> run = new CompletableFuture<>();
		this.timer.schedule(() -> run.complete(null), 1, TimeUnit.DAYS);
		this.timer.close();
		this.timer.execute(() -> run.complete(null));
		assertThat(thread.isAlive()).isFalse();
		assertThat(this.timer.getQueue()).isEmpty();
		assertThat(run).isNotDone();
	}

	@Test
	void closeWhenATaskCannotBeEndedThenNotWaitedForever() throws InterruptedException {
		CompletableFuture<Void> hanging = new CompletableFuture<>();
		begin(hanging::join);
		this.timer.close();
		assertThat(this.timer.isTerminated()).isFalse();
		hanging.complete(null);
	}

	@Test
	void closeWhenCalledByItsOwnTaskThenClosed() {
		CompletableFuture.runAsync(this.timer::close, this.timer).join();
		assertThat(this.timer.isShutdown()).isTrue();
	}

	@Test
	void closeWhenInterruptedThenTheInterruptionIsKept() {
		thread();
		Thread.currentThread().interrupt();
		this.timer.close();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void cancelThenForgotten() {
		this.timer.schedule(() -> {
		}, 1, TimeUnit.DAYS).cancel(false);
		assertThat(this.timer.getQueue()).isEmpty();
		this.timer.close();
	}

	@Test
	void scheduleWhenTaskFailsThenTheNextOneRuns() {
		CompletableFuture<Void> failing = CompletableFuture.runAsync(() -> {
			throw new IllegalStateException();
		}, this.timer);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(failing::join);
		assertThat(thread().isAlive()).isTrue();
		this.timer.close();
	}

}
