/** Constraints on the fields of a request, and how its dates are read. */
package org.meetinginsights.meeting.validation;
