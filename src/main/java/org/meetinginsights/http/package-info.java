/** What every response has: a request id and security headers. The subpackages know this package; it knows none of them. */
package org.meetinginsights.http;
