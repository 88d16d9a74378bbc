package io.microgate.test.refusal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The requests that a thread has sent since its test began, by id.
 */
final class TestRequests {

	/** More than a message explains. */
	private static final int MAX_REQUESTS = 100;

	/** A test sends its requests and asks for their decisions on one thread. */
	private static final ThreadLocal<Deque<String>> IDS = ThreadLocal.withInitial(ArrayDeque::new);

	private TestRequests() {
	}

	static void add(String id) {
		Deque<String> ids = IDS.get();
		ids.addFirst(id);
		if (ids.size() > MAX_REQUESTS) {
			ids.removeLast();
		}
	}

	/** The decision about the last request, {@code null} if none is recorded. */
	static @Nullable RecordedDecision last() {
		String id = IDS.get().peekFirst();
		return (id != null) ? DecisionRecorder.find(id) : null;
	}

	/** The refusals since the last request that was allowed, the last one first. */
	static List<RecordedDecision> lastRefusals() {
		return IDS.get()
			.stream()
			.map(DecisionRecorder::find)
			.flatMap(Stream::ofNullable)
			.takeWhile((recorded) -> !recorded.decision().allowed())
			.toList();
	}

	static void clear() {
		IDS.remove();
	}

}
