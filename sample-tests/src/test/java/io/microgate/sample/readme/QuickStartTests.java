package io.microgate.sample.readme;

/**
 * The first requests of the README, answered by Tomcat. Not a test of the sample, whose
 * tests have a meter registry.
 */
class QuickStartTests extends ReadmeQuickStartTests {

}
