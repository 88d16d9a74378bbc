package io.microgate;

import java.util.List;

import io.microgate.binding.RedisProofStore;
import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.EntryReference;
import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.request.RequestFacts;
import io.microgate.runtime.ActiveConfiguration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Code that pages show and no other test needs: it is compiled, and not run.
 */
final class PageExamples {

	private final Audit audit = (jwks, added, removed) -> {
	};

	@EventListener
	void keysChanged(JwksKeysChangedEvent event) {
		this.audit.record(event.jwks(), event.added(), event.removed());
	}

	@GetMapping("/catalogue/{id}")
	String item(@PathVariable String id, @AuthenticationPrincipal @Nullable Jwt user) {
		return (user != null) ? "for " + user.getSubject() : "for every client";
	}

	@GetMapping("/basket")
	Mono<String> basket(@AuthenticationPrincipal Jwt jwt) {
		return Mono.just(jwt.getSubject());
	}

	@Bean
	RedisProofStore proofStore(@Value("${shop.redis}") String uri) {
		return new RedisProofStore(uri);
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> accessTokens() {
		return (context) -> {
			if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
				context.getClaims().audience(List.of("bookstore"));
				context.getClaims()
					.claim("roles",
							AuthorityUtils.authorityListToSet(context.getPrincipal().getAuthorities())
								.stream()
								.filter((authority) -> authority.startsWith("ROLE_"))
								.map((authority) -> authority.substring("ROLE_".length()))
								.toList());
			}
		};
	}

	@Component
	class DigestReporter {

		DigestReporter(ActiveConfiguration configuration) {
			System.Logger logger = System.getLogger("digest");
			logger.log(System.Logger.Level.INFO, "Policies: " + configuration.digest());
		}

	}

	@Component
	class RefusalReporter implements DecisionListener {

		private static final System.Logger logger = System.getLogger("refusals");

		@Override
		public void decided(RequestFacts request, Decision decision) {
			EntryReference entry = decision.entry();
			if (!decision.allowed() && entry != null) {
				logger.log(System.Logger.Level.INFO, "{0} by {1}", decision.reason().code(), entry.place());
			}
		}

	}

	private interface Audit {

		void record(String jwks, List<String> added, List<String> removed);

	}

}
