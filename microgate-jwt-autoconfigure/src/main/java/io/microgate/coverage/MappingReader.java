package io.microgate.coverage;

import java.util.List;

import org.springframework.context.ApplicationContext;

/**
 * Reads the mappings of an application on one web stack.
 */
@FunctionalInterface
public interface MappingReader {

	/**
	 * Reads the mappings of one server.
	 * @param server the context of the application or of a separate management port
	 * @param onManagementPort whether it is the latter
	 * @return the mappings
	 */
	List<Mapping> read(ApplicationContext server, boolean onManagementPort);

}
