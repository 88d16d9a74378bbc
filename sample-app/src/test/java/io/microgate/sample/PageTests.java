package io.microgate.sample;

import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.microgate.sample.browser.BookstorePageTests;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The page at {@code /}, served by Tomcat.
 */
class PageTests extends BookstorePageTests {

	@Test
	void sendWhenOwnTokenHasExpiredThenExplained(@Autowired JWKSource<SecurityContext> keys) {
		Instant expiry = Instant.now().minusSeconds(3600);
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer("http://localhost:" + PORT)
			.subject("reader")
			.audience(List.of("bookstore"))
			.issuedAt(expiry.minusSeconds(300))
			.expiresAt(expiry)
			.build();
		sendWithOwnToken(new NimbusJwtEncoder(keys).encode(JwtEncoderParameters.from(claims)).getTokenValue());
		awaitText("#status", "401 Refused");
		awaitText("#answer", "token.expired");
	}

}
