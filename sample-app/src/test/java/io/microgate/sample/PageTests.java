package io.microgate.sample;

import io.microgate.sample.browser.BookstorePageTests;

/**
 * The page at {@code /}, served by Tomcat.
 */
class PageTests extends BookstorePageTests {

}
