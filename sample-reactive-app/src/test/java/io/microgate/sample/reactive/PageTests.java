package io.microgate.sample.reactive;

import io.microgate.sample.browser.BookstorePageTests;

/**
 * The page at {@code /}, served by Netty.
 */
class PageTests extends BookstorePageTests {

}
