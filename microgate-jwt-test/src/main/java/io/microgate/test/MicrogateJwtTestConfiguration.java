package io.microgate.test;

import org.springframework.context.annotation.Import;

/**
 * Adds to an application what {@link AutoConfigureMicrogateJwt} adds. A test imports it
 * itself where Spring's TestContext framework does not load the application: with a
 * context runner, or to run the application from its tests.
 */
// Without @Configuration, so that no scan finds it
@Import(MicrogateJwtTestAutoConfiguration.class)
public final class MicrogateJwtTestConfiguration {

}
