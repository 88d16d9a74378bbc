/**
 * Whole applications on Tomcat and on Netty: what operators and users of Spring can rely
 * on.
 */
package io.microgate.integration;
