/**
 * Whole applications on Tomcat: what operators and users of Spring can rely on.
 */
package io.microgate.integration;
