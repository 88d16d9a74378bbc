package io.microgate.verdict;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call that blocked a thread that must not be blocked, an event loop above all.
 * They are collected, because what is thrown in the middle of them may be swallowed or
 * become an answer. What Reactor, Netty and Spring allow themselves is allowed. Waiting
 * to enter a {@code synchronized} block cannot be seen.
 */
final class BlockingCalls {

	private static final Queue<Throwable> SEEN = new ConcurrentLinkedQueue<>();

	private static final int SHOWN = 3;

	private BlockingCalls() {
	}

	/** Starts to look, from now on in the whole virtual machine. */
	static void watch() {
		BlockHound.install((builder) -> {
			markFilesAndNameLookUps(builder);
			// Netty waits a moment for the last user of a buffer pool that it replaces
			builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
			builder.blockingMethodCallback(BlockingCalls::add);
		});
	}

	/** What BlockHound does not know: files by channel, and asking for host names. */
	private static void markFilesAndNameLookUps(BlockHound.Builder builder) {
		builder.markAsBlocking(Files.class, "newByteChannel",
				"(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)Ljava/nio/channels/SeekableByteChannel;");
		builder.markAsBlocking(Files.class, "newInputStream",
				"(Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/io/InputStream;");
		for (String type : List.of("java.net.Inet4AddressImpl", "java.net.Inet6AddressImpl")) {
			builder.markAsBlocking(type, "getHostByAddr", "([B)Ljava/lang/String;");
			builder.markAsBlocking(type, "lookupAllHostAddr", "(Ljava/lang/String;)[Ljava/net/InetAddress;");
			builder.markAsBlocking(type, "lookupAllHostAddr", "(Ljava/lang/String;I)[Ljava/net/InetAddress;");
		}
	}

	private static void add(BlockingMethod method) {
		SEEN.add(new Throwable("%s on thread '%s'".formatted(method, Thread.currentThread().getName())));
	}

	/**
	 * Takes what has been seen since the last time.
	 * @return where each call came from
	 */
	static List<Throwable> take() {
		List<Throwable> taken = new ArrayList<>();
		for (Throwable call = SEEN.poll(); call != null; call = SEEN.poll()) {
			taken.add(call);
		}
		return taken;
	}

	static void verifyNone() {
		List<Throwable> seen = take();
		assertThat(seen.stream().limit(SHOWN).map(BlockingCalls::describe)).as("%d blocking calls", seen.size())
			.isEmpty();
	}

	private static String describe(Throwable call) {
		StringBuilder text = new StringBuilder(call.getMessage());
		Arrays.stream(call.getStackTrace())
			.dropWhile((frame) -> !frame.getMethodName().equals("checkBlocking"))
			.skip(1)
			.forEach((frame) -> text.append("\n\tat ").append(frame));
		return text.toString();
	}

}
