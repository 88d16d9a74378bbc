package io.microgate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * Counts what the threads of another JVM have allocated. Reading it costs that JVM some
 * kilobytes.
 */
final class AllocationCounter implements AutoCloseable {

	private final JMXConnector connector;

	private final ThreadMXBean threads;

	private AllocationCounter(JMXConnector connector, ThreadMXBean threads) {
		this.connector = connector;
		this.threads = threads;
	}

	/**
	 * Connects to a JVM of the same user.
	 * @param process its process
	 * @return the counter
	 * @throws IOException if that fails
	 */
	static AllocationCounter of(Process process) throws IOException {
		JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address(process)));
		return new AllocationCounter(connector, ManagementFactory.newPlatformMXBeanProxy(
				connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
	}

	private static String address(Process process) throws IOException {
		try {
			VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
			try {
				return machine.startLocalManagementAgent();
			}
			finally {
				machine.detach();
			}
		}
		catch (AttachNotSupportedException ex) {
			throw new IOException(ex);
		}
	}

	/** The bytes that all live threads have allocated. */
	long bytes() {
		return Arrays.stream(this.threads.getThreadAllocatedBytes(this.threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

	@Override
	public void close() {
		try {
			this.connector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
