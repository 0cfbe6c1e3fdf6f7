package org.meetinginsights.meeting.offline;

/**
 * One word as Lucene finds it. Immutable.
 *
 * @param stem what other forms of the word share, lower case
 * @param start where the word begins in its sentence, in UTF-16 units
 * @param end where it ends
 * @param content whether it carries meaning of its own: neither a stop word nor a number
 */
record Token(String stem, int start, int end, boolean content) {}
