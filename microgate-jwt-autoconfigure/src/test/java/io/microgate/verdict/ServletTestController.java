package io.microgate.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers every path but one with the name of the user; some paths are dispatched
 * elsewhere.
 */
@RestController
class ServletTestController {

	@RequestMapping("/**")
	String echo() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication instanceof JwtAuthenticationToken token)
				? "user=%s authorities=%s".formatted(token.getName(), token.getAuthorities()) : "user=anonymous";
	}

	@RequestMapping("/vault/secret")
	String secret() {
		return TestStack.SECRET;
	}

	/** What a handler sees of the client. */
	@RequestMapping({ "/{place}/fields", "/{place}/open/fields" })
	String fields(HttpServletRequest request) {
		StringBuilder fields = new StringBuilder();
		for (String name : TestStack.FIELDS) {
			fields.append("%s=%s ".formatted(name, Collections.list(request.getHeaders(name))));
		}
		List<String> credentials = new ArrayList<>();
		for (Cookie cookie : (request.getCookies() != null) ? request.getCookies() : new Cookie[0]) {
			if (cookie.getName().equals("creds")) {
				credentials.add(cookie.getValue());
			}
		}
		return fields.append("query=[%s] creds=%s".formatted(request.getQueryString(), credentials)).toString();
	}

	@RequestMapping("/{place}/thread")
	String thread() {
		return Thread.currentThread().getName();
	}

	@RequestMapping("/{place}/async")
	Callable<String> async() {
		return () -> "async";
	}

	@RequestMapping("/{place}/forward")
	void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		request.getRequestDispatcher("/denied/target").forward(request, response);
	}

	@RequestMapping("/{place}/include")
	void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		request.getRequestDispatcher("/denied/target").include(request, response);
	}

	@RequestMapping("/{place}/error")
	void error(HttpServletResponse response) throws IOException {
		response.sendError(409);
	}

	@RequestMapping("/{place}/failure")
	void failure() {
		throw new IllegalStateException("Failure of the application");
	}

}
