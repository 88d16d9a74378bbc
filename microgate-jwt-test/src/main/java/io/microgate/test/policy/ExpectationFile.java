package io.microgate.test.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * The file of recorded expectations.
 */
final class ExpectationFile {

	private static final String FIRST_LINE = "# What the policies decide: requests that are derived from the"
			+ " configuration, and their verdicts.\n";

	private static final String HEAD = FIRST_LINE + """
			# Written by PolicyTests with -D%s=write. A difference here is a change of who may do what.
			""".formatted(PolicyTests.PROPERTY);

	private final Path file;

	private final boolean buildServer;

	/**
	 * Names the file.
	 * @param file the file
	 * @param ci value of the environment variable that build servers set, {@code null} if
	 * it is not set
	 */
	ExpectationFile(Path file, @Nullable String ci) {
		this.file = file;
		this.buildServer = ci != null && !ci.isEmpty() && !ci.equals("false");
	}

	/**
	 * Writes the file.
	 * @param derived what is recorded
	 * @return a test that is skipped and says what is written, or fails if the file must
	 * not be written
	 */
	DynamicTest write(DerivedCases derived) {
		String text = text(derived);
		try {
			String earlier = Files.exists(this.file) ? Files.readString(this.file).replace("\r\n", "\n") : null;
			if (earlier != null && !earlier.startsWith(FIRST_LINE)) {
				return failing("The file '%s' was not written by PolicyTests. "
						+ "Name another one by expecting(..), or delete it.");
			}
			if (this.buildServer && !text.equals(earlier)) {
				return failing("The file '%s' would change, and the environment variable 'CI' is set. Remove -D"
						+ PolicyTests.PROPERTY + "=write there: a build compares.");
			}
			String written = "written: %d requests, %s".formatted(derived.cases().size(),
					(earlier != null) ? changes(derived.cases()) : "none before");
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			Files.writeString(this.file, text);
			return DerivationTests.skipped(written, "Nothing is compared while '%s' is written.".formatted(this.file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private DynamicTest failing(String message) {
		return DerivationTests.failing(this.file + " is written", message.formatted(this.file));
	}

	private static String text(DerivedCases derived) {
		StringBuilder text = new StringBuilder(HEAD);
		derived.remarks().forEach((remark) -> text.append("# ").append(remark).append(".\n"));
		derived.leftOut()
			.forEach((group, count) -> text.append("# Left out are %d requests of %s.\n".formatted(count, group)));
		return text.append(new PolicyCases(derived.cases()).toYaml()).toString();
	}

	private String changes(List<PolicyCase> cases) {
		try {
			Map<CaseInput, PolicyCase> earlier = ExpectationTests
				.byInput(PolicyCasesReader.readExpectations(this.file).cases());
			long changed = cases.stream().filter((policyCase) -> {
				PolicyCase other = earlier.get(CaseInput.of(policyCase));
				return other != null && !other.expected().equals(policyCase.expected());
			}).count();
			return "%d verdicts changed".formatted(changed);
		}
		catch (InvalidPolicyCasesException ex) {
			return "those before could not be read";
		}
	}

}
