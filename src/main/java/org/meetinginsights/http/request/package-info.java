/** Checks a request before a resource gets it: its syntax, the size and the structure of its body, strict JSON. */
package org.meetinginsights.http.request;
