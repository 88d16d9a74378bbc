package io.microgate.integration;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Uses Spring Security as controllers do.
 */
@RestController
class ServletSpringUserController {

	@GetMapping({ "/api/principal", "/open/principal" })
	Map<String, Object> principal(Authentication authentication, @AuthenticationPrincipal Jwt jwt,
			HttpServletRequest request) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("authentication", (authentication != null) ? authentication.getClass().getSimpleName() : "none");
		answer.put("name", holderName());
		answer.put("subject", (jwt != null) ? jwt.getSubject() : "none");
		answer.put("authorities",
				new TreeSet<>(SecurityContextHolder.getContext()
					.getAuthentication()
					.getAuthorities()
					.stream()
					.map(GrantedAuthority::getAuthority)
					.toList()));
		answer.put("remoteUser", (request.getRemoteUser() != null) ? request.getRemoteUser() : "none");
		answer.put("admin", request.isUserInRole("admin"));
		return answer;
	}

	@GetMapping({ "/api/refused", "/open/refused" })
	String refused() {
		throw new AccessDeniedException("Refused by the application");
	}

	@GetMapping({ "/api/unauthenticated", "/open/unauthenticated" })
	String unauthenticated() {
		throw new BadCredentialsException("Refused by the application");
	}

	@PostMapping("/api/orders")
	String order() {
		return holderName();
	}

	@GetMapping({ "/api/write", "/open/write" })
	@PreAuthorize("hasAuthority('SCOPE_write')")
	String write() {
		return "written";
	}

	@GetMapping("/api/callable")
	Callable<String> callable() {
		return ServletSpringUserController::holderName;
	}

	@GetMapping("/api/deferred")
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>();
		CompletableFuture.runAsync(() -> result.setResult("deferred"));
		return result;
	}

	@GetMapping("/api/conflict")
	void conflict(HttpServletResponse response) throws IOException {
		response.sendError(409);
	}

	@GetMapping("/api/failure")
	void failure() {
		throw new IllegalStateException("Failure of the application");
	}

	@RequestMapping("/portal/forward/{target}")
	void forward(@PathVariable String target, HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		request.getRequestDispatcher("/api/" + target).forward(request, response);
	}

	@RequestMapping("/portal/include")
	void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		request.getRequestDispatcher("/api/principal").include(request, response);
	}

	private static String holderName() {
		return SecurityContextHolder.getContext().getAuthentication().getName();
	}

	/**
	 * Tells who the user is while the answer is written, which may be after a dispatch.
	 */
	@ControllerAdvice
	static class WriterAdvice implements ResponseBodyAdvice<Object> {

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType contentType,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			response.getHeaders().set("X-User", (authentication != null) ? authentication.getName() : "no user");
			return body;
		}

	}

}
