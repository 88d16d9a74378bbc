package io.microgate.test.token;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * {@link TableTokensTests} with MockMvc.
 */
@SpringBootTest(classes = ServletTableTokensTests.Application.class)
@AutoConfigureMockMvc
class ServletTableTokensTests extends TableTokensTests {

	@Autowired
	private MockMvcTester mvc;

	@Override
	int send(String path, TestToken token) {
		return this.mvc.get().uri(path).with(token.forMockMvc()).exchange().getResponse().getStatus();
	}

	@EnableAutoConfiguration
	@Import(Decisions.class)
	static class Application {

	}

}
