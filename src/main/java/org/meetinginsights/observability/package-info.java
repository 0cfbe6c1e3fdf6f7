/** What is seen from outside: log lines, metrics and health. It listens to the others, and nobody waits for it. */
package org.meetinginsights.observability;
