/**
 * What every endpoint shares: the request id, the limits of a body, problems (RFC 9457), and how an answer of the core
 * becomes a response with its cache headers (RFC 9211). It knows the core, and no feature.
 */
package org.meetinginsights.http;
