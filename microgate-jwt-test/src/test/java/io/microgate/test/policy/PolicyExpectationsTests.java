package io.microgate.test.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.test.token.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests {@link PolicyTests} of files, with recorded expectations.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PolicyExpectationsTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.example.com/jwks"}}}
			  jwts:
			    shop: {requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}], expirationRequired: true}
			  routes:
			    books: {hostnames: [api.example.com], paths: ["/books/**"]}
			  accessControlPolicies:
			    books:
			      targetRefs: [{name: books}]
			      policies:
			        - requestConditions: {method: [GET]}
			          authorization: {}
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll:
			              - jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}
			""";

	private static final String POST = """
			        - requestConditions: {method: [POST]}
			          authorization: {deny: {}}
			""";

	private static final String PARTNER = """
			        - requestConditions: {header: {name: {matcher: {exact: X-Partner}}}}
			          authorization: {}
			""";

	@TempDir
	private Path directory;

	private Path configuration;

	private Path expectations;

	@BeforeEach
	void writeFiles() throws IOException {
		this.configuration = this.directory.resolve("application.yml");
		this.expectations = this.directory.resolve("policy-expectations.yaml");
		Files.writeString(this.configuration, CONFIGURATION);
	}

	@AfterEach
	void compareAgain() {
		System.clearProperty(PolicyTests.PROPERTY);
	}

	@Test
	void testsWhenFileIsWrittenThenPassAndAreSameAgain() throws IOException {
		write();
		String written = Files.readString(this.expectations);
		assertThat(failures()).isEmpty();
		write();
		assertThat(this.expectations).hasContent(written);
		assertThat(PolicyCases.read(this.expectations).cases()).hasSizeGreaterThan(50);
		assertThat(written).contains("books[1] on route books")
			.contains("host: api.example.com")
			.doesNotContain("requireAll", "targetRefs");
	}

	@Test
	void testsWhenConditionIsDeletedThenRequestWhoseVerdictChangedFails() throws IOException {
		write();
		change("            requireAll:\n              - jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}\n",
				"");
		assertThat(failures()).anySatisfy((failure) -> assertThat(failure).contains("books[1] on route books")
			.contains("no 'roles'")
			.contains("Expected: deny, claims.require_all. Actual: allow."));
	}

	@Test
	void testsWhenMethodIsAddedThenRequestWhoseVerdictChangedFails() throws IOException {
		write();
		change("method: [GET]", "method: [GET, DELETE]");
		assertThat(failures()).anySatisfy((failure) -> assertThat(failure).contains("books[0] on route books")
			.contains("DELETE api.example.com/books")
			.contains("Expected: deny, token.missing. Actual: allow."));
	}

	@Test
	void testsWhenIssuerIsDeletedThenRequestWhoseVerdictChangedFails() throws IOException {
		write();
		change("issuer: \"https://idp.example.com\", ", "");
		assertThat(failures()).anySatisfy((failure) -> assertThat(failure).contains("no 'iss'")
			.contains("Expected: deny, token.issuer. Actual: allow."));
	}

	@Test
	void testsWhenRouteIsAddedThenItsRequestsAreListedAsNotRecorded() throws IOException {
		write();
		change("  routes:\n", "  routes:\n    more: {paths: [/more]}\n");
		change("targetRefs: [{name: books}]", "targetRefs: [{name: books}, {name: more}]");
		assertThat(failures())
			.anySatisfy((failure) -> assertThat(failure).contains("requests are allowed and not recorded")
				.contains("on route more: GET localhost/more")
				.contains("-Dmicrogate-policy-expectations=write"));
	}

	@Test
	void testsWhenRouteIsRemovedThenItsRequestsAreListedAsNoLongerDerived() throws IOException {
		write();
		change("hostnames: [api.example.com], ", "");
		assertThat(failures())
			.anySatisfy((failure) -> assertThat(failure).contains("no longer derived from the configuration"));
	}

	@Test
	void testsWhenDirectoryOfManifestsIsNamedThenAreDerivedFromIt() throws IOException {
		this.configuration = Files.createDirectory(this.directory.resolve("manifests"));
		Files.writeString(this.configuration.resolve("pages.yaml"), """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: pages}
				spec: {rules: [{matches: [{path: {type: PathPrefix, value: /pages}}]}]}
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: pages}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: pages}]
				  policies: [{authorization: {}}]
				""");
		write();
		assertThat(this.expectations).content().contains("pages[0] on route pages").contains("GET /pages");
		assertThat(failures()).isEmpty();
	}

	@Test
	void testsWhenThereIsNoFileThenFailWithCommandThatWritesIt() {
		assertThat(failures()).singleElement().asString().contains("-Dmicrogate-policy-expectations=write");
	}

	@Test
	void testsWhenNothingIsToBeComparedThenThrows() {
		assertThatIllegalStateException().isThrownBy(PolicyTests.of(this.configuration)::tests)
			.withMessageContaining("expecting(..)");
	}

	@Test
	void testsWhenForwardedHeadersAreUsedThenEngineTakesHostFromThem() throws IOException {
		change("microgate:\n", "server: {forward-headers-strategy: framework}\nmicrogate:\n");
		Path cases = Files.writeString(this.directory.resolve("cases.yaml"), """
				cases:
				  - request: {method: GET, path: /books/1, host: proxy, headers: {X-Forwarded-Host: api.example.com}}
				    verdict: allow
				""");
		assertThat(failures(PolicyTests.of(this.configuration).cases(cases))).isEmpty();
	}

	@Test
	void testsWhenOverlappingEntriesAreSwappedThenRequestThatMeetsBothFails() throws IOException {
		change("""
				        - requestConditions: {method: [GET]}
				          authorization: {}
				""", POST + PARTNER);
		write();
		change(POST + PARTNER, PARTNER + POST);
		assertThat(failures()).anySatisfy((failure) -> assertThat(failure).contains("as for books[1]")
			.contains("Expected: deny, policy.deny. Actual: allow."));
	}

	@Test
	void testsWhenEntryAllowsNothingThatIsFoundThenFailUntilCaseIsWrittenByHand() throws IOException {
		change("exact: admin", "regex: \"^(?i)spiffe://[a-z.]+/ns/[^/]{2,}/sa/.*x$\"");
		write();
		assertThat(failures()).singleElement()
			.asString()
			.startsWith("books[1] allows a request")
			.contains("No request that books[1] allows was found for JWT 'shop'")
			.contains("completedBy(..)");
		Path cases = Files.writeString(this.directory.resolve("cases.yaml"),
				"""
						cases:
						  - {request: {method: POST, path: /books, host: api.example.com}, claims: {roles: "spiffe://a.b/ns/xy/sa/x"}, verdict: allow}
						""");
		PolicyTests tests = PolicyTests.of(this.configuration).completedBy(cases);
		assertThat(failures(tests.expecting(this.expectations).tests())).isEmpty();
	}

	@Test
	void testsWhenTwoMatchersAreForOneSubjectThenTokenMeetsBoth() throws IOException {
		change("audiences: [shop]", "audiences: [shop], subject: {matcher: {prefix: \"repo:\"}},"
				+ " extensions: {claims: [{name: sub, value: {matcher: {suffix: \":main\"}}}]}");
		write();
		assertThat(this.expectations).content().contains("sub: 'repo:x:main'");
	}

	@Test
	void testsWhenThereIsNoRouteThenFail() throws IOException {
		Files.writeString(this.configuration, "server: {port: 8080}\n");
		assertThat(failures()).singleElement().asString().contains("has no route: is this the right file?");
	}

	@Test
	void testsWhenReasonIsRemovedByHandThenFail() throws IOException {
		write();
		String written = Files.readString(this.expectations);
		Files.writeString(this.expectations, written.replaceFirst(", reason: token.missing", ""));
		assertThat(failures()).singleElement().asString().contains("1 requests are not recorded as they are written");
	}

	@Test
	void testsWhenFileIsWrittenThenSkippedTestSaysWhatHasChanged() throws IOException {
		write();
		change("method: [GET]", "method: [GET, DELETE]");
		assertThat(expectationFile(null).write(derived(CaseCollector.MAX_CASES)).getDisplayName())
			.matches("written: \\d+ requests, [1-9]\\d* verdicts changed");
	}

	@Test
	void writeWhenFileHasAnotherHeadThenFailsAndKeepsIt() throws IOException {
		Files.writeString(this.expectations, "cases: []\n");
		setPropertyOfGuide();
		assertThat(failures()).singleElement().asString().contains("was not written by PolicyTests");
		assertThat(this.expectations).hasContent("cases: []");
	}

	@Test
	void writeWhenBuildServerWouldChangeFileThenFailsAndKeepsIt() throws IOException {
		write();
		String written = Files.readString(this.expectations);
		assertThat(failures(Stream.of(expectationFile("true").write(derived(CaseCollector.MAX_CASES))))).isEmpty();
		change("method: [GET]", "method: [GET, DELETE]");
		assertThat(failures(Stream.of(expectationFile("true").write(derived(CaseCollector.MAX_CASES))))).singleElement()
			.asString()
			.contains("'CI' is set");
		assertThat(this.expectations).hasContent(written);
	}

	@Test
	void deriveWhenThereAreTooManyThenEachEntryHasItsShareAndOthersAreNamed() {
		DerivedCases few = derived(60);
		assertThat(few.cases()).hasSize(60)
			.extracting(PolicyCase::group)
			.contains("books[0] on route books", "books[1] on route books");
		assertThat(few.leftOut()).containsKeys("books[1] on route books");
		List<DynamicTest> tests = new DerivationTests(TestedFiles.engine(List.of(this.configuration), new TestKeys()),
				few)
			.of(List.of());
		assertThat(tests).singleElement()
			.extracting(DynamicTest::getExecutable)
			.satisfies((executable) -> assertThatThrownBy(executable::execute).isInstanceOf(TestAbortedException.class)
				.hasMessageContaining("of books[1] on route books"));
	}

	@Test
	void readWhenExpectationsAreLongerThanCasesMayBeThenAreRead() throws IOException {
		PolicyCaseRequest request = new PolicyCaseRequest("GET", "/" + "x".repeat(4000), null, Map.of(), null);
		List<PolicyCase> cases = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			cases.add(new PolicyCase("group", "case " + i, request, null, true, null, PolicyCase.DEFAULT_TIME, null));
		}
		Files.writeString(this.expectations, new PolicyCases(cases).toYaml());
		assertThat(this.expectations.toFile().length()).isGreaterThan(3 * 1024 * 1024);
		assertThat(PolicyCasesReader.readExpectations(this.expectations).cases()).hasSize(1000);
		assertThatExceptionOfType(InvalidPolicyCasesException.class)
			.isThrownBy(() -> PolicyCases.read(this.expectations))
			.withMessageContaining("must be at most 3 MiB long");
	}

	private DerivedCases derived(int max) {
		return CaseDerivation.derive(TestedFiles.engine(List.of(this.configuration), new TestKeys()), max);
	}

	private void change(String from, String to) throws IOException {
		String text = Files.readString(this.configuration);
		assertThat(text).contains(from);
		Files.writeString(this.configuration, text.replace(from, to));
	}

	private static void setPropertyOfGuide() throws IOException {
		String guide = Files.readString(Path.of("../docs/how-to/testing.md"));
		Matcher command = Pattern.compile("```sh\nmvn test -D(\\S+)=(\\S+)\n```")
			.matcher(guide.substring(guide.indexOf("Test every entry of the policies")));
		assertThat(command.find()).isTrue();
		System.setProperty(command.group(1), command.group(2));
	}

	private void write() {
		assertThat(failures(Stream.of(expectationFile(null).write(derived(CaseCollector.MAX_CASES))))).isEmpty();
	}

	/** The tests may run on a build server themselves. */
	private ExpectationFile expectationFile(String ci) {
		return new ExpectationFile(this.expectations, ci);
	}

	private List<String> failures() {
		return failures(tests());
	}

	private Stream<DynamicNode> tests() {
		return PolicyTests.of(this.configuration).expecting(this.expectations).tests();
	}

	private static List<String> failures(Stream<? extends DynamicNode> nodes) {
		List<String> failures = new ArrayList<>();
		for (DynamicNode node : nodes.toList()) {
			if (node instanceof DynamicContainer container) {
				failures.addAll(failures(container.getChildren()));
			}
			else {
				try {
					((DynamicTest) node).getExecutable().execute();
				}
				catch (TestAbortedException ex) {
					continue;
				}
				catch (Throwable ex) {
					failures.add(node.getDisplayName() + "\n" + ex.getMessage());
				}
			}
		}
		return failures;
	}

}
