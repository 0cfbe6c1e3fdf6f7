/**
 * The feature: a transcript in, a structured result out. Requests, results, the resource, and the port
 * {@link org.meetinginsights.meeting.MeetingAnalyst} behind which the model stands.
 */
package org.meetinginsights.meeting;
