/** The typed MicroProfile REST Client for Java callers. It is published as a jar of its own. */
package org.meetinginsights.client;
