package io.microgate.test.token;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Resolves a parameter of a JUnit test method or lifecycle method to a good token: the
 * {@link TestToken} itself, or the signed token as a {@code String}. Works in every test
 * whose application context has {@link TestTokens}.
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(TestTokensParameterResolver.class)
public @interface GoodToken {

	/**
	 * Name of the JWT that accepts the token.
	 * @return the name
	 */
	String jwt();

	/**
	 * Position of the {@code requireAny} entry that the token satisfies, 0 for the first.
	 * @return the position
	 */
	int entry() default 0;

	/**
	 * Claims of the token, each as {@code name=value}. A value is a string, or JSON where
	 * it begins with a bracket or brace: {@code roles=["admin","reader"]}.
	 * @return the claims
	 */
	String[] claims() default {};

}
