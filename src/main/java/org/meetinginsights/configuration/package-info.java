/**
 * The configuration keys, read and checked once when the application starts, and the producers that wire the plain-Java
 * core into CDI. Everything is known here, and nothing knows this package.
 */
package org.meetinginsights.configuration;
