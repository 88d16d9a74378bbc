package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.microgate.coverage.CoveredStack;
import io.microgate.coverage.Mapping;
import io.microgate.coverage.MappingReader;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Collects the contexts whose mappings are served: the application's and, once it has
 * started, its child for a separate management port.
 */
final class CoveredServers implements ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final ObjectProvider<CoveredStack> stack;

	private final List<ApplicationContext> children = new CopyOnWriteArrayList<>();

	CoveredServers(ApplicationContext context, ObjectProvider<CoveredStack> stack) {
		this.context = context;
		this.stack = stack;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext().getParent() == this.context) {
			this.children.add(event.getApplicationContext());
		}
	}

	List<Mapping> mappings() {
		CoveredStack available = this.stack.getIfAvailable();
		if (available == null) {
			return List.of();
		}
		MappingReader reader = available.reader();
		List<Mapping> mappings = new ArrayList<>(reader.read(this.context, false));
		for (ApplicationContext child : this.children) {
			mappings.addAll(reader.read(child, true));
		}
		return mappings;
	}

}
