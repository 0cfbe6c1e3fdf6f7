/** MicroProfile Health. */
package org.meetinginsights.observability.health;
