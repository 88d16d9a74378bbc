package io.microgate.sample.issuer;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives tokens to the clients that the filter chain has authenticated, and publishes the
 * key that verifies them, which is generated at start.
 */
@RestController
class TokenIssuerController {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final Map<String, List<String>> ROLES = Map.of("reader", List.of("reader"), "admin",
			List.of("reader", "admin"));

	private final String issuer;

	private final JWKSet keys;

	private final JwtEncoder encoder;

	TokenIssuerController(TokenIssuerProperties properties) throws JOSEException {
		RSAKey key = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
		this.issuer = properties.issuer();
		this.keys = new JWKSet(key);
		this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(this.keys));
	}

	@GetMapping("/oauth2/jwks")
	Map<String, Object> keys() {
		return this.keys.toPublicJWKSet().toJSONObject();
	}

	@PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<Map<String, Object>>> token(Principal client, ServerWebExchange exchange) {
		return exchange.getFormData().map((form) -> token(client.getName(), form));
	}

	private ResponseEntity<Map<String, Object>> token(String client, MultiValueMap<String, String> form) {
		List<String> grantTypes = form.getOrDefault("grant_type", List.of());
		if (grantTypes.size() != 1) {
			return ResponseEntity.badRequest().body(Map.of("error", "invalid_request"));
		}
		if (!grantTypes.contains("client_credentials")) {
			return ResponseEntity.badRequest().body(Map.of("error", "unsupported_grant_type"));
		}
		return ResponseEntity.ok(Map.of("access_token", sign(claims(client, Instant.now())), "token_type", "Bearer",
				"expires_in", LIFETIME.toSeconds()));
	}

	private JwtClaimsSet claims(String client, Instant now) {
		return JwtClaimsSet.builder()
			.issuer(this.issuer)
			.subject(client)
			.audience(List.of("bookstore"))
			.issuedAt(now)
			.notBefore(now)
			.expiresAt(now.plus(LIFETIME))
			.id(UUID.randomUUID().toString())
			.claim("roles", ROLES.getOrDefault(client, List.of()))
			.claim("email_verified", true)
			.build();
	}

	private String sign(JwtClaimsSet claims) {
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
		return this.encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
	}

}
