/**
 * The verdict table: data that says what is answered to which request, and what runs it
 * against a web stack over HTTP.
 */
package io.microgate.verdict;
