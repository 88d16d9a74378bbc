/**
 * Reads the mappings of Spring MVC for the coverage of routes.
 */
@NullMarked
package io.microgate.coverage.servlet;

import org.jspecify.annotations.NullMarked;
