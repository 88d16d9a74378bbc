package io.microgate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.microgate.test.token.TestTokensParameterResolver;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Answers every JWKS of the application from memory with keys of the test, whatever its
 * provider says: nothing is fetched and no file is read. Everything else decides as in
 * production. Slices of the web layer, such as {@code @WebMvcTest} and
 * {@code @WebFluxTest}, do so without this annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ExtendWith(TestTokensParameterResolver.class)
public @interface AutoConfigureMicrogateJwt {

	/**
	 * Names the host that the test clients of the context send their requests to, in
	 * their {@code Host}, such as {@code api.example.com}. A host that the test itself
	 * writes in a request wins.
	 * @return the host, blank for the one that the clients have anyway
	 */
	String host() default "";

	/**
	 * Fixes the time by which tokens are made and judged, such as
	 * {@code 2026-01-01T00:00:00Z}.
	 * @return the time, blank for the real one
	 */
	String time() default "";

}
