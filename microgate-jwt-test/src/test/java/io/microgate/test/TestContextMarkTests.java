package io.microgate.test;

import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TestContextMarkFactory}.
 */
class TestContextMarkTests {

	private static ApplicationContext context(Class<?> test) {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	@Test
	void testsWhenAttributesAreTheSameThenShareContext() {
		assertThat(context(Host.class)).isSameAs(context(SameHost.class));
	}

	@Test
	void testsWhenAttributesDifferThenShareNoContext() {
		assertThat(context(Host.class)).isNotSameAs(context(OtherHost.class));
		assertThat(context(Time.class)).isNotSameAs(context(OtherTime.class));
		assertThat(context(Time.class)).isNotSameAs(context(RealTime.class));
	}

	@Test
	void testsWhenNestedThenAttributesOfEnclosingTest() {
		assertThat(context(Enclosing.Inner.class)).isSameAs(context(Enclosing.class));
	}

	@Test
	void clockWhenTimeOfAnnotationThenFixed() {
		assertThat(clock(Time.class).instant()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
		assertThat(clock(OtherTime.class).instant()).isEqualTo(Instant.parse("2021-01-01T00:00:00Z"));
	}

	@Test
	void clockWhenTimeIsBlankThenThatOfApplication() {
		assertThat(clock(RealTime.class)).isSameAs(Clocked.CLOCK);
	}

	private static Clock clock(Class<?> test) {
		return context(test).getBean("microgateClock", Clock.class);
	}

	@Test
	void testWhenTimeIsNoInstantThenFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TestContextManager(WrongTime.class))
			.withMessageContaining("'yesterday'");
	}

	@Test
	void testWhenHostIsUriThenFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TestContextManager(WrongHost.class))
			.withMessageContaining("'https://api.example.com'");
	}

	@Test
	void hierarchyWhenTestThenEachContextIsMarked() {
		ApplicationContext context = context(Hierarchy.class);
		assertThat(context.getParent()).isNotNull();
		assertThat(context.containsBean("microgatePolicyDecisionPoint")).isTrue();
	}

	@Test
	void contextWhenMainMethodOfApplicationThenMarked() {
		assertThat(context(MainMethod.class).containsBean("microgatePolicyDecisionPoint")).isTrue();
	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(host = "a.example.com")
	static class Host {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(host = "a.example.com")
	static class SameHost {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(host = "b.example.com")
	static class OtherHost {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(time = "2020-01-01T00:00:00Z")
	static class Time {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(time = "2021-01-01T00:00:00Z")
	static class OtherTime {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt
	static class RealTime {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(time = "yesterday")
	static class WrongTime {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(host = "https://api.example.com")
	static class WrongHost {

	}

	@SpringBootTest(classes = Clocked.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureMicrogateJwt(host = "c.example.com")
	static class Enclosing {

		@Nested
		class Inner {

		}

	}

	@SpringBootTest
	@ContextHierarchy({ @ContextConfiguration(classes = Clocked.class), @ContextConfiguration(classes = Shop.class) })
	static class Hierarchy {

	}

	@SpringBootTest(classes = RunnableShop.class, useMainMethod = UseMainMethod.ALWAYS)
	static class MainMethod {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class RunnableShop {

		static void main(String[] arguments) {
			SpringApplication.run(RunnableShop.class, arguments);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clocked {

		static final Clock CLOCK = Clock.systemUTC();

		@Bean
		@Qualifier("microgateClock")
		Clock microgateClock() {
			return CLOCK;
		}

	}

}
