package io.microgate.sample.war;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Tomcat in a process of its own, with the settings of its distribution.
 */
final class TomcatProcess implements AutoCloseable {

	private final Process process;

	private final Path log;

	private final int port;

	private TomcatProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	/**
	 * Starts a Tomcat that deploys one WAR file.
	 * @param home where the distribution is
	 * @param base an empty directory
	 * @param war the file
	 * @param context the name to deploy it under
	 * @param environment variables of the process
	 */
	static TomcatProcess start(Path home, Path base, Path war, String context, Map<String, String> environment)
			throws IOException {
		int port = TestSocketUtils.findAvailableTcpPort();
		copySettings(home.resolve("conf"), Files.createDirectories(base.resolve("conf")), port);
		Files.createDirectories(base.resolve("temp"));
		Files.createDirectories(base.resolve("logs"));
		Files.copy(war, Files.createDirectories(base.resolve("webapps")).resolve(context + ".war"));
		Path log = base.resolve("logs/console.txt");
		ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		builder.environment().put("CATALINA_HOME", home.toString());
		builder.environment().put("CATALINA_BASE", base.toString());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		return new TomcatProcess(builder.start(), log, port);
	}

	private static void copySettings(Path source, Path target, int port) throws IOException {
		try (Stream<Path> files = Files.list(source)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.copy(file, target.resolve(file.getFileName()));
			}
		}
		Path server = target.resolve("server.xml");
		String settings = Files.readString(server);
		assertThat(settings).contains("port=\"8080\"", "port=\"8005\"");
		Files.writeString(server, settings.replace("port=\"8080\"", "port=\"%d\"".formatted(port))
			.replace("port=\"8005\"", "port=\"-1\""));
	}

	int port() {
		return this.port;
	}

	/** What it and its applications have written so far. */
	String log() throws IOException {
		return Files.readString(this.log);
	}

	/** Stops it as an operator does, so that its applications are undeployed. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
