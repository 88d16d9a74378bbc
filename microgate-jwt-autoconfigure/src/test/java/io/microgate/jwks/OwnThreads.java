package io.microgate.jwks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * Tells the threads that something starts from those of applications of other tests,
 * which may be running.
 */
public final class OwnThreads {

	private final ThreadGroup group = new ThreadGroup("own");

	private final String[] prefixes;

	/**
	 * No threads so far.
	 * @param prefixes what the names of threads begin with that are looked at
	 */
	public OwnThreads(String... prefixes) {
		this.prefixes = prefixes;
	}

	/**
	 * Runs something whose threads, and theirs, are told from others.
	 * @param work what is run
	 * @return what it returns
	 */
	public <T> T call(Callable<T> work) {
		CompletableFuture<T> result = new CompletableFuture<>();
		new Thread(this.group, () -> {
			try {
				result.complete(work.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "own").start();
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	/**
	 * The threads that are alive.
	 * @return their names
	 */
	public List<String> names() {
		Predicate<Thread> named = (thread) -> Arrays.stream(this.prefixes).anyMatch(thread.getName()::startsWith);
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getThreadGroup() == this.group && named.test(thread))
			.map(Thread::getName)
			.sorted()
			.toList();
	}

}
