/** MicroProfile Metrics. The classes listen to the others; no other package depends on them. */
package org.meetinginsights.observability.metrics;
