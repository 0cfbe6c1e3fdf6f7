package org.meetinginsights.meeting.offline.transcript;

import java.util.List;
import org.meetinginsights.meeting.MeetingMetadata;
import org.meetinginsights.meeting.offline.language.Lexicon;

/**
 * A parsed transcript. Immutable.
 *
 * @param text as it was sent
 * @param metadata from its header
 * @param sentences in the order of the transcript
 */
public record ParsedTranscript(String text, MeetingMetadata metadata, Lexicon lexicon, List<Sentence> sentences) {}
