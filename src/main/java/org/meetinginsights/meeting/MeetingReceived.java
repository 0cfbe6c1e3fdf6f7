package org.meetinginsights.meeting;

/**
 * A valid request was received. An event for logs and metrics.
 *
 * @param format the form of the request
 * @param transcriptBytes size of the transcript in UTF-8
 */
public record MeetingReceived(String requestId, Operation operation, String format, long transcriptBytes) {}
