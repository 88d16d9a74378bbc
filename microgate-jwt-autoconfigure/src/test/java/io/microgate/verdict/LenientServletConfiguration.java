package io.microgate.verdict;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;

/**
 * A server and a firewall that let through what they can.
 */
@Configuration(proxyBeanMethods = false)
@Profile("lenient")
class LenientServletConfiguration {

	@Bean
	HttpFirewall lenientFirewall() {
		return new LenientFirewall();
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> lenientServer() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			connector.setAllowTrace(true);
			connector.setAllowBackslash(true);
			connector.setEncodedSolidusHandling("passthrough");
			connector.setEncodedReverseSolidusHandling("passthrough");
			connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
		});
	}

	private static final class LenientFirewall implements HttpFirewall {

		@Override
		public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
			return new FirewalledRequest(request) {

				@Override
				public void reset() {
				}

			};
		}

		@Override
		public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
			return response;
		}

	}

}
