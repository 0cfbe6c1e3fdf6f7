/** Reads the configuration keys and checks them, once, when the application starts. */
package org.meetinginsights.configuration.settings;
