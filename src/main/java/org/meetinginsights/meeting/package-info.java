/**
 * The feature: a structured result of a transcript. It has the requests, the results, the resource, and the port
 * {@link org.meetinginsights.meeting.MeetingAnalyst} to the analysts.
 */
package org.meetinginsights.meeting;
