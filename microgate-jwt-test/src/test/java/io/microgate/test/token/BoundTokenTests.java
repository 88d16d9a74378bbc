package io.microgate.test.token;

import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for tokens that are bound to a key or certificate of the client.
 */
@SpringBootTest(classes = ClientApplication.class, properties = ClientApplication.CONFIGURATION)
@AutoConfigureMicrogateJwt
@AutoConfigureMockMvc
class BoundTokenTests {

	@Autowired
	private TestTokens tokens;

	@Autowired
	private MockMvc mvc;

	private int status(String path, RequestPostProcessor sender) throws Exception {
		return this.mvc.perform(MockMvcRequestBuilders.post(path + "?q=1").with(sender))
			.andReturn()
			.getResponse()
			.getStatus();
	}

	private static X509Certificate certificate() throws Exception {
		try (InputStream pem = BoundTokenTests.class.getResourceAsStream("/tokens/client.pem")) {
			return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
		}
	}

	@Test
	void mockMvcWhenBoundToKeyThenEachRequestHasProofOfItsOwn() throws Exception {
		RequestPostProcessor sender = this.tokens.forJwt("bound").forMockMvc();
		assertThat(status("/bound", sender)).isEqualTo(200);
		assertThat(status("/bound", sender)).isEqualTo(200);
		assertThat(status("/bound", this.tokens.forJwt("bound").withoutClaim("cnf").forMockMvc())).isEqualTo(401);
		assertThat(status("/bearer", this.tokens.forJwt("bearer").boundToKey().forMockMvc())).isEqualTo(200);
	}

	@Test
	void proofWhenUsedTwiceThenRefused() throws Exception {
		TestToken token = this.tokens.forJwt("bound");
		String value = token.value();
		String proof = token.proof(value, "POST", "/bound");
		RequestPostProcessor sender = (request) -> {
			request.addHeader("Authorization", "DPoP " + value);
			request.addHeader("DPoP", proof);
			return request;
		};
		assertThat(status("/bound", sender)).isEqualTo(200);
		assertThat(status("/bound", sender)).isEqualTo(401);
		assertThat(status("/bearer", sender)).isEqualTo(401);
	}

	@Test
	void mockMvcWhenBoundToCertificateThenPresentsIt() throws Exception {
		TestToken token = this.tokens.forJwt("certified").certificate(certificate());
		assertThat(token.isBoundToKey()).isFalse();
		assertThat(status("/certified", token.forMockMvc())).isEqualTo(200);
		assertThat(status("/certified", (request) -> {
			request.addHeader("Authorization", "Bearer " + token.value());
			return request;
		})).isEqualTo(401);
	}

	@Test
	void valueWhenCertificateIsRequiredAndThereIsNoneThenSaysHow() {
		assertThatIllegalStateException().isThrownBy(() -> this.tokens.forJwt("certified").value())
			.withMessageContaining("Say which one with 'certificate(..)'");
	}

	@Test
	void certificateWhenClientHasNoHeaderFieldForItThenSaysHow() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> new ClientCertificate(certificate(), null).field())
			.withMessageContaining("microgate.client-certificate");
	}

}
