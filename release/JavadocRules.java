import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules for the jar with the documentation. */
record JavadocRules(PublishedModule module, Problems problems) {

	private static final Pattern PUBLIC_TYPE = Pattern
		.compile("(?m)^public (?:(?:abstract|final|sealed|non-sealed) )*(?:@?interface|class|record|enum) ");

	private static final Pattern TYPE_OF_API = Pattern.compile("`(io\\.microgate\\.[\\w.]+)`");

	/**
	 * Checks the documentation.
	 * @param javadoc the jar
	 * @param sources the jar with the sources
	 * @param api the page with the types of the API
	 */
	void check(Archive javadoc, Archive sources, String api) {
		javadoc.files().keySet().stream().filter((name) -> !isExpected(name)).forEach((name) -> this.problems
			.add("contains " + name + ", which is no documentation"));
		if (!this.module.hasClasses()) {
			return;
		}
		if (!javadoc.files().containsKey("index.html")) {
			this.problems.add("has no index.html");
		}
		sources.files().keySet().stream().filter((name) -> name.endsWith(".java")).forEach((name) -> {
			if (PUBLIC_TYPE.matcher(sources.text(name)).find()) {
				page(javadoc, name.replaceFirst("java$", "html"));
			}
		});
		Matcher type = TYPE_OF_API.matcher(rows(api));
		while (type.find()) {
			if (module(type.group(1)).equals(this.module.name())) {
				page(javadoc, type.group(1).replaceAll("\\.(?=[a-z])", "/").replaceFirst("\\.(?=[A-Z])", "/") + ".html");
			}
		}
	}

	private void page(Archive javadoc, String page) {
		if (!javadoc.files().containsKey(page)) {
			this.problems.add("does not describe " + page);
		}
	}

	private static boolean isExpected(String name) {
		return name.matches(".*\\.(html|js|css|png|gif|svg|ttf|woff2?)|legal/[\\w.]+|(element|package)-list"
				+ "|META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)");
	}

	/** The rows of tables whose first column names types. */
	private static String rows(String page) {
		return page.lines().filter((line) -> line.startsWith("| `io.")).collect(Collectors.joining("\n"));
	}

	private static String module(String type) {
		return type.startsWith("io.microgate.test.") ? "test" : "autoconfigure";
	}

}
