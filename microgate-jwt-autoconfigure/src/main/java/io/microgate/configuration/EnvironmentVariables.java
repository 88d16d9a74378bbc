package io.microgate.configuration;

import java.util.Collection;
import java.util.List;

import io.microgate.configuration.SourceProperties.Variable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds the single values that environment variables give. Their names have no case and
 * no dashes, so they cannot name a resource for certain and are refused beyond that.
 */
final class EnvironmentVariables {

	private final Problems problems;

	private final KnownKey root;

	EnvironmentVariables(Problems problems, KnownKey root) {
		this.problems = problems;
		this.root = root;
	}

	/**
	 * Picks the variables that give a single value.
	 * @param variables all variables under the root
	 * @return these variables as properties
	 */
	List<SourceProperty> accept(Collection<Variable> variables) {
		return variables.stream().filter(this::isAccepted).map(this::toProperty).toList();
	}

	private boolean isAccepted(Variable accepted) {
		ConfigurationProperty variable = accepted.property();
		String written = written(variable.getName());
		KnownKey known = this.root.children().get(written);
		if (known != null && known.kind() != KnownKey.Kind.MAP) {
			return true;
		}
		refuse(variable, written);
		return false;
	}

	private void refuse(ConfigurationProperty variable, String written) {
		if (startsWithOneOf(written, this.root.unsupported().keySet())) {
			report(variable, "is not supported yet", "Remove the variable, it would not be enforced");
		}
		else if (written.isEmpty() || startsWithOneOf(written, this.root.children().keySet())) {
			report(variable, "must not be set by an environment variable, which cannot name a resource for certain",
					"Write the entry in the YAML with a ${PLACEHOLDER} as value and set the variable that it names");
		}
		else {
			report(variable, "is not a known key",
					"Remove the variable, or give it another name; if Kubernetes sets it "
							+ "for a service named microgate, set enableServiceLinks to false");
		}
	}

	private void report(ConfigurationProperty variable, String rule, String cure) {
		PropertyPath path = PropertyPath.ROOT.written(variable.getName().subName(1).toString());
		this.problems.report(path,
				new Problem(path.text(), Problem.render(variable.getValue()), rule, cure, variable.getOrigin()));
	}

	private SourceProperty toProperty(Variable accepted) {
		ConfigurationProperty variable = accepted.property();
		List<WrittenKey> keys = List.of(new WrittenKey(PropertyPath.ROOT.text(), false),
				new WrittenKey(written(variable.getName()), false));
		return new SourceProperty(keys, variable.getValue(), false, accepted.source(), variable.getOrigin(), true);
	}

	private static boolean startsWithOneOf(String written, Collection<String> starts) {
		return starts.stream().anyMatch(written::startsWith);
	}

	private static String written(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			text.append(name.getElement(i, Form.UNIFORM));
		}
		return text.toString();
	}

}
