package io.microgate.sample.reactive;

import io.microgate.sample.readme.ReadmeQuickStartTests;

/**
 * The first requests of the README, answered by Netty.
 */
class QuickStartTests extends ReadmeQuickStartTests {

}
