package io.microgate.configuration;

import java.util.List;

/**
 * A place of the configuration and what the sources write there.
 *
 * @param path the place
 * @param nodes one node per source, in the order of precedence
 */
record ConfigurationElement(PropertyPath path, List<SourceNode> nodes) {

	SpecSchema schema() {
		return this.path.schema();
	}

}
