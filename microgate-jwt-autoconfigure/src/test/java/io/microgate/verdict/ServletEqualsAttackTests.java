package io.microgate.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ServletEqualsAttackTests extends EqualsAttackTests {

	ServletEqualsAttackTests() {
		super(new TestStack("servlet", WebApplicationType.SERVLET, Application.class, "server.servlet.context-path"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Application {

	}

	@RestController
	static class Handlers {

		@RequestMapping({ "/path/{id}", "/path/{id}/**" })
		String path(@PathVariable String id) {
			return id;
		}

		@RequestMapping({ "/query", "/choice" })
		String query(HttpServletRequest request, @RequestParam(required = false) String q, @ModelAttribute Form form) {
			List<List<String>> readings = new ArrayList<>();
			readings.add((q != null) ? List.of(q) : null);
			readings.add((form.q() != null) ? List.of(form.q()) : null);
			String[] values = request.getParameterValues("q");
			readings.add((values != null) ? Arrays.asList(values) : null);
			return readings(readings);
		}

		@RequestMapping("/header")
		String header(@RequestHeader HttpHeaders headers) {
			return readings(List.of(headers.getOrEmpty("X-C"), headers.getValuesAsList("X-C")));
		}

	}

}
