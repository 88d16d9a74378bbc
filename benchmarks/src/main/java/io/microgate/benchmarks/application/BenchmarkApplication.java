package io.microgate.benchmarks.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * An application that is open or protected, depending on the class path and the
 * configuration.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ BenchmarkController.class, StockServletConfiguration.class, StockReactiveConfiguration.class,
		EmptyChainConfiguration.class, ForgetfulProofsConfiguration.class })
public class BenchmarkApplication {

	/** Precedes the port in the line that reports the start. */
	public static final String STARTED = "Started on port ";

	/**
	 * Starts the application as a process of its own.
	 * @param args the location of the configuration
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext application = new SpringApplication(BenchmarkApplication.class).run(args);
		Acceleration.await(application);
		System.out.println(STARTED + application.getEnvironment().getProperty("local.server.port"));
	}

	/**
	 * Starts the application within the process of a benchmark, without the report about
	 * policy entries that no mapping reaches: with many routes it is still computed when
	 * requests are measured.
	 * @param configuration location of the configuration
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(String configuration) {
		ConfigurableApplicationContext application = new SpringApplication(BenchmarkApplication.class).run(
				"--spring.config.location=" + configuration, "--server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--logging.level.io.microgate.coverage=off");
		Acceleration.await(application);
		return application;
	}

}
