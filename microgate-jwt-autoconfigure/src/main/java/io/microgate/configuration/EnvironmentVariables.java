package io.microgate.configuration;

import java.util.Collection;
import java.util.List;

import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds the single values that environment variables give. Their names have no case and
 * no dashes, so they cannot name a resource for certain and are refused beyond that.
 */
final class EnvironmentVariables {

	private static final SpecObject KEYS = SpecSchema.ROOT.object();

	private final Problems problems;

	EnvironmentVariables(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Adds a variable to the tree of its source if it gives a single value.
	 * @param source the root of the tree
	 * @param variable the variable, as the property that its name maps to
	 */
	void addTo(SourceNode source, @Nullable ConfigurationProperty variable) {
		if (variable == null) {
			return;
		}
		String written = written(variable.getName());
		SpecSchema known = KEYS.child(written);
		if (known == null || known.kind() == SpecKind.MAP) {
			refuse(variable, written);
			return;
		}
		List<WrittenKey> keys = List.of(new WrittenKey(PropertyPath.ROOT.toString(), false),
				new WrittenKey(written, false));
		source.add(keys, SourceValue.ofProperty(variable.getValue(), variable.getOrigin(), true));
	}

	private void refuse(ConfigurationProperty variable, String written) {
		if (written.isEmpty() || startsWithOneOf(written, KEYS.fields())) {
			report(variable, "must not be set by an environment variable, which cannot name a resource for certain",
					"Write the entry in the YAML with a ${PLACEHOLDER} as value and set the variable that it names");
		}
		else {
			report(variable, "is not a known key",
					"Remove the variable, or give it another name; if Kubernetes sets it "
							+ "for a service named microgate, set enableServiceLinks to false");
		}
	}

	/** Leaves out the value: variables are where secrets are. */
	private void report(ConfigurationProperty variable, String rule, String cure) {
		WrittenKey key = new WrittenKey(variable.getName().subName(1).toString(), false);
		this.problems.report(PropertyPath.ROOT.unknown(key), null, rule, cure, variable.getOrigin());
	}

	private static boolean startsWithOneOf(String written, Collection<String> starts) {
		return starts.stream().map(RelaxedName::uniform).anyMatch(written::startsWith);
	}

	private static String written(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			text.append(name.getElement(i, Form.UNIFORM));
		}
		return text.toString();
	}

}
