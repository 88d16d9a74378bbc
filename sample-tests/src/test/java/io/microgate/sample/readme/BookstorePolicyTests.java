package io.microgate.sample.readme;

import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;

/**
 * The first test that the README shows, with its configuration.
 */
@ContextConfiguration(initializers = ReadmeConfiguration.class)
@WebMvcTest
class BookstorePolicyTests {

	@Test
	void booksWhenClientIsReaderThenAllowed(@Autowired MockMvcTester mvc, @Autowired TestTokens tokens) {
		TestToken reader = tokens.forJwt("bookstore-jwt").claim("roles", "reader");
		assertThatDecision(mvc.get().uri("/api/books").with(reader.forMockMvc()).exchange()).isAllowed();
		TestToken guest = reader.claim("roles", "guest");
		assertThatDecision(mvc.get().uri("/api/books").with(guest.forMockMvc()).exchange()).isRefused();
	}

}
