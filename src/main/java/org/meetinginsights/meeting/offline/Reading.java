package org.meetinginsights.meeting.offline;

import java.util.List;
import org.meetinginsights.meeting.MeetingMetadata;

/**
 * A transcript once it has been read. Immutable.
 *
 * @param transcript as it was sent
 * @param metadata what it says about the meeting in its first lines
 * @param sentences in the order they were said
 */
record Reading(String transcript, MeetingMetadata metadata, Lexicon lexicon, List<Sentence> sentences) {}
