package io.microgate.test.token;

import java.lang.reflect.Method;
import java.text.ParseException;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Resolves parameters of JUnit methods that are {@link TestTokens}, or tokens with the
 * annotation {@link GoodToken}. Registered by that annotation and by
 * {@code @AutoConfigureMicrogateJwt}.
 */
public final class TestTokensParameterResolver implements ParameterResolver {

	/** Leaves to Spring what Spring resolves, as JUnit refuses two resolvers. */
	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (parameter.isAnnotated(GoodToken.class)) {
			return type == TestToken.class || type == String.class;
		}
		return type == TestTokens.class && parameter.getDeclaringExecutable() instanceof Method
				&& !parameter.isAnnotated(Autowired.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		TestTokens tokens = SpringExtension.getApplicationContext(context)
			.getBeanProvider(TestTokens.class)
			.getIfAvailable();
		if (tokens == null) {
			throw new ParameterResolutionException(
					"The application context of the test has no TestTokens. Annotate the test with @AutoConfigureMicrogateJwt.");
		}
		return parameter.findAnnotation(GoodToken.class)
			.map((annotation) -> token(tokens, annotation, parameter.getParameter().getType()))
			.orElse(tokens);
	}

	private static Object token(TestTokens tokens, GoodToken annotation, Class<?> type) {
		TestToken token = tokens.forJwt(annotation.jwt(), annotation.entry());
		for (String claim : annotation.claims()) {
			int equals = claim.indexOf('=');
			if (equals <= 0) {
				throw new ParameterResolutionException(
						"A claim of @GoodToken has no name. Write it as \"name=value\".");
			}
			String name = claim.substring(0, equals);
			token = token.claim(name, value(name, claim.substring(equals + 1)));
		}
		return (type == String.class) ? token.value() : token;
	}

	private static Object value(String name, String text) {
		try {
			if (text.startsWith("[")) {
				return JSONArrayUtils.parse(text);
			}
			return text.startsWith("{") ? JSONObjectUtils.parse(text) : text;
		}
		catch (ParseException ex) {
			throw new ParameterResolutionException("The value of claim '%s' is not JSON.".formatted(name), ex);
		}
	}

}
