/** Error responses (RFC 9457): the problem types, the pages that explain them, and the mappers from exceptions. */
package org.meetinginsights.http.problem;
