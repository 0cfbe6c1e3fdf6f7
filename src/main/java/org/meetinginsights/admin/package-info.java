/** What operators do with the cache: look at it, and erase from it. */
package org.meetinginsights.admin;
