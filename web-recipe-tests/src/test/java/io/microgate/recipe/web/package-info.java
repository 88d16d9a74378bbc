/**
 * What how-to guides show, run with the YAML that is on their pages.
 */
package io.microgate.recipe.web;
