package org.meetinginsights.meeting.offline.language;

/**
 * One word, as Lucene splits the text. Immutable.
 *
 * @param stem the same for all forms of the word, lower case
 * @param start where the word starts in its text, in UTF-16 units
 * @param end where it ends
 * @param content whether it is a content word: neither a stop word nor a number
 */
public record Token(String stem, int start, int end, boolean content) {}
