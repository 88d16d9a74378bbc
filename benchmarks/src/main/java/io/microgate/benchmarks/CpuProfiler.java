package io.microgate.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures CPU time and allocated bytes of one operation, over all Java threads because
 * the reactive chain may change threads. What the JVM needs for compiling and garbage
 * collection is only in the CPU time of the process.
 */
public final class CpuProfiler implements InternalProfiler {

	static final String CPU = "cpu";

	static final String PROCESS_CPU = "cpu.process";

	static final String BYTES = "bytes";

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private Map<Long, Long> cpu = Map.of();

	private Map<Long, Long> bytes = Map.of();

	private long processCpu;

	@Override
	public String getDescription() {
		return "CPU time and bytes per operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		long[] ids = this.threads.getAllThreadIds();
		this.cpu = byThread(ids, this.threads.getThreadCpuTime(ids));
		this.bytes = byThread(ids, this.threads.getThreadAllocatedBytes(ids));
		this.processCpu = this.process.getProcessCpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		long spent = this.process.getProcessCpuTime() - this.processCpu;
		long[] ids = this.threads.getAllThreadIds();
		double operations = result.getMetadata().getAllOps();
		return List.of(result(CPU, grown(this.cpu, ids, this.threads.getThreadCpuTime(ids)) / operations, "ns/op"),
				result(PROCESS_CPU, spent / operations, "ns/op"),
				result(BYTES, grown(this.bytes, ids, this.threads.getThreadAllocatedBytes(ids)) / operations, "B/op"));
	}

	private static ScalarResult result(String name, double value, String unit) {
		return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
	}

	private static Map<Long, Long> byThread(long[] ids, long[] values) {
		Map<Long, Long> result = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			result.put(ids[i], values[i]);
		}
		return result;
	}

	/** Leaves out threads that have ended meanwhile: they have no values any more. */
	private static double grown(Map<Long, Long> before, long[] ids, long[] values) {
		double sum = 0;
		for (int i = 0; i < ids.length; i++) {
			sum += Math.max(0, values[i] - before.getOrDefault(ids[i], 0L));
		}
		return sum;
	}

}
