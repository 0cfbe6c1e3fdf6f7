package org.meetinginsights.meeting;

/**
 * A valid request has come in; for logs and metrics.
 *
 * @param format which form it has
 * @param transcriptBytes size of the transcript in UTF-8
 */
public record MeetingReceived(String requestId, Operation operation, String format, long transcriptBytes) {}
