import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The rules for poms. */
record PomRules(PublishedModule module, String version, Problems problems) {

	private static final String GROUP = PublishedModule.GROUP;

	private static final String PROJECT = "https://github.com/microgate/microgate-jwt";

	private static final List<String> REQUIRED = List.of("name", "description", "developers/developer/name",
			"developers/developer/organization");

	private static final Map<String, String> EXACT = new TreeMap<>(Map.of("url", PROJECT, "licenses/license/name",
			"Apache-2.0", "licenses/license/url", "https://www.apache.org/licenses/LICENSE-2.0", "scm/url", PROJECT,
			"scm/connection", "scm:git:" + PROJECT + ".git", "scm/developerConnection",
			"scm:git:ssh://git@github.com/microgate/microgate-jwt.git"));

	private static final List<String> FORBIDDEN = List.of("parent", "build", "profiles", "repositories",
			"pluginRepositories", "distributionManagement", "properties", "modules", "reporting");

	private static final Set<String> COORDINATES = Set.of("groupId", "artifactId", "version");

	void check(byte[] content) {
		Element pom = parse(content);
		if (pom == null) {
			this.problems.add("is not XML");
			return;
		}
		coordinates(pom);
		REQUIRED.stream()
			.filter((path) -> value(pom, path).isBlank())
			.forEach((path) -> this.problems.add("has no " + path));
		EXACT.forEach((path, value) -> {
			if (!value(pom, path).equals(value)) {
				this.problems.add("has not '" + value + "' as " + path);
			}
		});
		if (list(pom, "licenses").size() > 1) {
			this.problems.add("has more than one licence");
		}
		FORBIDDEN.stream()
			.filter((name) -> child(pom, name) != null)
			.forEach((name) -> this.problems.add("has <" + name + ">, which concerns only the build"));
		if (CheckBundle.text(content).contains("${")) {
			this.problems.add("has a placeholder");
		}
		dependencies(list(pom, "dependencies"));
		management(pom);
	}

	private void dependencies(List<Element> dependencies) {
		dependencies.forEach(this::dependency);
		if (this.module.isExecutable() && !dependencies.isEmpty()) {
			this.problems.add("has dependencies, which the executable jar contains");
		}
		List<String> required = dependencies.stream()
			.filter((dependency) -> !value(dependency, "optional").equals("true")
					&& !value(dependency, "scope").equals("provided"))
			.map(PomRules::name)
			.sorted()
			.toList();
		List<String> expected = this.module.required().stream().sorted().toList();
		if (!required.equals(expected)) {
			this.problems.add("requires " + required + " instead of " + expected);
		}
	}

	private void coordinates(Element pom) {
		String coordinates = value(pom, "groupId") + ":" + value(pom, "artifactId") + ":" + value(pom, "version");
		if (!coordinates.equals(GROUP + ":" + this.module.artifact() + ":" + this.version)) {
			this.problems.add("is the pom of " + coordinates);
		}
		String packaging = value(pom, "packaging");
		if (!(packaging.isEmpty() ? "jar" : packaging).equals(this.module.isBom() ? "pom" : "jar")) {
			this.problems.add("has the packaging " + packaging);
		}
	}

	private void dependency(Element dependency) {
		String name = name(dependency);
		if (value(dependency, "version").isEmpty()) {
			this.problems.add("has no version for " + name);
		}
		if (!List.of("", "compile", "runtime", "provided").contains(value(dependency, "scope"))) {
			this.problems.add("has " + name + " with the scope " + value(dependency, "scope"));
		}
		for (String element : List.of("exclusions", "type", "classifier", "systemPath")) {
			if (child(dependency, element) != null) {
				this.problems.add("has " + element + " for " + name);
			}
		}
		if (value(dependency, "groupId").equals(GROUP)) {
			ownModule(dependency);
		}
	}

	private void ownModule(Element dependency) {
		String artifact = value(dependency, "artifactId");
		if (PublishedModule.ALL.stream().noneMatch((published) -> published.artifact().equals(artifact))) {
			this.problems.add("depends on " + artifact + ", which is not published");
		}
		if (!value(dependency, "version").equals(this.version)) {
			this.problems.add("has another version of " + artifact);
		}
	}

	private void management(Element pom) {
		Element management = child(pom, "dependencyManagement");
		if (!this.module.isBom()) {
			if (management != null) {
				this.problems.add("manages dependencies");
			}
			return;
		}
		List<Element> managed = (management != null) ? list(management, "dependencies") : List.of();
		managed.forEach(this::dependency);
		List<String> names = managed.stream().map(PomRules::name).sorted().toList();
		List<String> expected = PublishedModule.ALL.stream()
			.filter((published) -> !published.isBom())
			.map((published) -> GROUP + ":" + published.artifact())
			.sorted()
			.toList();
		if (!names.equals(expected)) {
			this.problems.add("manages " + names + " instead of " + expected);
		}
		if (managed.stream()
			.flatMap(PomRules::children)
			.anyMatch((element) -> !COORDINATES.contains(element.getTagName()))) {
			this.problems.add("manages more than versions");
		}
	}

	private static String name(Element dependency) {
		return value(dependency, "groupId") + ":" + value(dependency, "artifactId");
	}

	/** Dependencies of compile and runtime scope, as {@code group/artifact@version}. */
	static List<String> dependencies(byte[] content) {
		Element pom = parse(content);
		return (pom == null) ? List.of()
				: list(pom, "dependencies").stream()
					.filter((dependency) -> !value(dependency, "scope").equals("provided"))
					.map((dependency) -> value(dependency, "groupId") + "/" + value(dependency, "artifactId") + "@"
							+ value(dependency, "version"))
					.toList();
	}

	private static Element parse(byte[] content) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			var builder = factory.newDocumentBuilder();
			builder.setErrorHandler(null);
			return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
		}
		catch (SAXException ex) {
			return null;
		}
		catch (ParserConfigurationException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Element> list(Element element, String name) {
		Element list = child(element, name);
		return (list != null) ? children(list).toList() : List.of();
	}

	private static Stream<Element> children(Element element) {
		NodeList nodes = element.getChildNodes();
		return Stream.iterate(0, (index) -> index < nodes.getLength(), (index) -> index + 1)
			.map(nodes::item)
			.filter((node) -> node.getNodeType() == Node.ELEMENT_NODE)
			.map(Element.class::cast);
	}

	private static Element child(Element element, String name) {
		return children(element).filter((child) -> child.getTagName().equals(name)).findFirst().orElse(null);
	}

	private static String value(Element element, String path) {
		Element found = element;
		for (String name : path.split("/")) {
			found = (found != null) ? child(found, name) : null;
		}
		return (found != null) ? found.getTextContent().strip() : "";
	}

}
