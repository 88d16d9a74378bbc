package io.microgate.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.EnabledSwitch;
import io.microgate.engine.PlainText;
import io.microgate.request.ForwardedHeaders;
import io.microgate.test.policy.FilesEnvironment;
import io.microgate.test.policy.InvalidPolicyCasesException;
import io.microgate.test.policy.PolicyCase;
import io.microgate.test.policy.PolicyCaseOutcome;
import io.microgate.test.policy.PolicyCaseRunner;
import io.microgate.test.policy.PolicyCases;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tests that a configuration decides about requests as policy cases expect. Nothing is
 * fetched, no secret is read and no port is opened: keys of the test sign the tokens.
 */
final class TestCommand {

	/** All requests are decided as expected. */
	static final int AS_EXPECTED = 0;

	/** Some requests are decided otherwise. */
	static final int OTHERWISE = 1;

	/** The cases or the configuration cannot be used. */
	static final int FAILED = 2;

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * Creates a command for one run.
	 * @param out where the outcome goes
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	TestCommand(PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this.out = out;
		this.err = err;
		this.environment = environment;
	}

	int run(String... arguments) {
		TestArguments parsed;
		try {
			parsed = TestArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", PlainText.of(ex.getMessage()), TestArguments.USAGE);
			return FAILED;
		}
		try {
			return ConfigurationFiles.read(this.environment, parsed.configuration(),
					(environment, names) -> test(parsed, names));
		}
		catch (UnusableFilesException ex) {
			this.err.println(ex.getMessage());
			return FAILED;
		}
	}

	private int test(TestArguments arguments, UnaryOperator<String> names) {
		if (!EnabledSwitch.isOn(this.environment)) {
			this.err.println("'microgate.enabled' is false, so an application decides about no request.");
			return FAILED;
		}
		if (this.environment.containsProperty("cases[0].verdict")) {
			this.err.println(
					"A FILE of the configuration has policy cases. Several files of cases are one argument, separated by commas.");
			return FAILED;
		}
		CheckedConfiguration configuration = CheckedConfiguration.read(this.environment,
				FilesEnvironment.sslBundles(this.environment));
		List<PolicyCase> cases = cases(arguments, configuration);
		if (cases.isEmpty()) {
			return FAILED;
		}
		PolicyCaseRunner runner = PolicyCaseRunner.offline(configuration,
				new ForwardedHeaders(this.environment).areUsed());
		List<PolicyCaseOutcome> outcomes = cases.stream().map((policyCase) -> run(runner, policyCase)).toList();
		TestReport report = TestReport.of(outcomes);
		this.out.println(names.apply(arguments.json() ? report.json() : report.text()));
		return report.failures().isEmpty() ? AS_EXPECTED : OTHERWISE;
	}

	/** A token may have to be what no token can be. */
	private static PolicyCaseOutcome run(PolicyCaseRunner runner, PolicyCase policyCase) {
		try {
			return runner.run(policyCase);
		}
		catch (IllegalStateException ex) {
			throw new UnusableFilesException(PlainText.of("%s: %s".formatted(policyCase.place(), ex.getMessage())));
		}
	}

	/** Returns no cases if any file is wrong. */
	private List<PolicyCase> cases(TestArguments arguments, CheckedConfiguration configuration) {
		List<PolicyCase> cases = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		arguments.cases().forEach((file) -> {
			try {
				cases.addAll(PolicyCases.read(file, configuration).cases());
			}
			catch (InvalidPolicyCasesException ex) {
				problems.addAll(ex.problems());
			}
		});
		problems.forEach((problem) -> this.err.println(PlainText.of(problem)));
		return problems.isEmpty() ? cases : List.of();
	}

}
