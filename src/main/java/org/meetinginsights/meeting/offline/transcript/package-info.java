/** Parses a transcript: header, speaker turns, sentences, and their text without disfluencies. */
package org.meetinginsights.meeting.offline.transcript;
