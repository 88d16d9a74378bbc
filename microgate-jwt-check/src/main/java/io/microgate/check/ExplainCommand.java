package io.microgate.check;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.EnabledSwitch;
import io.microgate.decision.DenyReason;
import io.microgate.engine.ExplainParameters;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.engine.ExplanationJson;
import io.microgate.engine.ExplanationText;
import io.microgate.engine.PlainText;
import io.microgate.request.ForwardedHeaders;
import io.microgate.runtime.ConfigurationExplainer;
import io.microgate.test.policy.FilesEnvironment;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Explains how a configuration decides about one request. Nothing is fetched, and neither
 * a token nor a part of it is printed.
 */
final class ExplainCommand {

	/** The request is allowed. */
	static final int ALLOWED = 0;

	/** The request is refused. */
	static final int REFUSED = 1;

	/** The request cannot be explained. */
	static final int FAILED = 2;

	private final ExplainInput input;

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * Creates a command for one run.
	 * @param in what '-' stands for
	 * @param out where the explanation goes
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	ExplainCommand(InputStream in, PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this.input = new ExplainInput(in);
		this.out = out;
		this.err = err;
		this.environment = environment;
	}

	int run(String... arguments) {
		ExplainArguments parsed;
		try {
			parsed = ExplainArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", PlainText.of(ex.getMessage()), ExplainArguments.USAGE);
			return FAILED;
		}
		try {
			ExplainParameters parameters = this.input.parameters(parsed);
			Map<String, byte[]> keySets = this.input.keySets(parsed);
			return ConfigurationFiles.read(this.environment, parsed.configuration(),
					(environment, names) -> explain(parsed, parameters, keySets, names));
		}
		catch (UnusableFilesException ex) {
			this.err.println(ex.getMessage());
		}
		catch (IllegalArgumentException ex) {
			this.err.println(PlainText.of(ex.getMessage()));
		}
		return FAILED;
	}

	private int explain(ExplainArguments arguments, ExplainParameters parameters, Map<String, byte[]> keySets,
			UnaryOperator<String> names) {
		if (!EnabledSwitch.isOn(this.environment)) {
			this.err.println("'microgate.enabled' is false, so an application decides about no request.");
			return FAILED;
		}
		boolean signatureAssumed = arguments.has(ExplainArguments.UNVERIFIED);
		ExplainRequest request = parameters.toRequest(new ForwardedHeaders(this.environment).areUsed(),
				signatureAssumed);
		CheckedConfiguration configuration = CheckedConfiguration.read(this.environment,
				FilesEnvironment.sslBundles(this.environment));
		Explanation explanation = ConfigurationExplainer.offline(configuration, keySets, Clock.systemUTC())
			.explain(request);
		if (DenyReason.KEY_UNAVAILABLE.code().equals(explanation.verdict().reason())) {
			this.err.println("Nothing is fetched: give the keys with --jwks=NAME=FILE, or take the signature as good "
					+ "with --unverified.");
		}
		this.out.println(names
			.apply(arguments.isJson() ? new String(ExplanationJson.write(explanation), StandardCharsets.US_ASCII)
					: ExplanationText.of(explanation, "with --format=json")));
		return "allow".equals(explanation.verdict().outcome()) ? ALLOWED : REFUSED;
	}

}
