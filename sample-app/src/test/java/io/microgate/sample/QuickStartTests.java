package io.microgate.sample;

import io.microgate.sample.readme.ReadmeQuickStartTests;

/**
 * The first requests of the README, answered by Tomcat.
 */
class QuickStartTests extends ReadmeQuickStartTests {

}
