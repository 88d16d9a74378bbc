/**
 * What an attacker found on the reactive stack. Each test says what the contract demands.
 */
package io.microgate.attack;
