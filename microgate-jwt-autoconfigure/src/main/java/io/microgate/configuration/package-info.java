/**
 * From the properties of an application to checked specs, with all problems in one
 * report.
 */
@NullMarked
package io.microgate.configuration;

import org.jspecify.annotations.NullMarked;
