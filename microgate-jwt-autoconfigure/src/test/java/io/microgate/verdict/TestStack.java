package io.microgate.verdict;

/**
 * A web stack that the table is run against.
 *
 * @param name {@code servlet} or {@code reactive}
 * @param application the application: it answers 200 to every path with the name of the
 * user, but to {@code /vault/secret} with the secret, and has a {@link DecisionRecorder}
 * @param basePathProperty the property that mounts it elsewhere
 */
record TestStack(String name, Class<?> application, String basePathProperty) {

	static final String SECRET = "the secret of the vault";

	static final TestStack SERVLET = new TestStack("servlet", ServletTestApplication.class,
			"server.servlet.context-path");

}
