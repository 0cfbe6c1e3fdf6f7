/** Who asks, and what they may do. Knows nothing of meetings and of the cache. */
package org.meetinginsights.security;
